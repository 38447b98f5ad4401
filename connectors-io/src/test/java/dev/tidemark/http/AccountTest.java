package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofNanos(1);

  private final FakeTime time = new FakeTime();

  @Test
  void anAccountWithoutRatesNeverWaits() throws Exception {
    Account account = new Account(List.of(), time);
    for (int i = 0; i < 1_000; i++) {
      assertThat(account.acquire()).isZero();
      account.release();
    }
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void requestsWithinTheRateDoNotWait() throws Exception {
    Account account = new Account(List.of(new Rate(3, SECOND)), time);
    requests(account, 3);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void theNextRequestWaitsUntilTheFirstAnswerIsOneWindowOld() throws Exception {
    Account account = new Account(List.of(new Rate(2, SECOND)), time);
    account.acquire();
    time.pass(Duration.ofMillis(300));
    account.release();
    time.pass(Duration.ofMillis(100));
    requests(account, 1);
    assertThat(account.acquire()).isEqualTo(Duration.ofMillis(900).plus(TICK));
  }

  @Test
  void requestsUnderWayCountHoweverLongTheyTake() throws Exception {
    Account account = new Account(List.of(new Rate(1, SECOND)), time);
    account.acquire();
    time.pass(Duration.ofMinutes(10));
    time.afterSleep(
        () -> {
          time.afterSleep(() -> {});
          account.release();
        });
    assertThat(account.acquire()).isGreaterThan(SECOND);
  }

  @Test
  void theSlowestOfSeveralRatesDecides() throws Exception {
    Account account =
        new Account(List.of(new Rate(2, SECOND), new Rate(5, Duration.ofMinutes(1))), time);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      account.acquire();
      sent.add(time.elapsed().toMillis());
      account.release();
    }
    assertThat(sent)
        .containsExactly(
            0L, 0L, 1_000L, 1_000L, 2_000L, 60_000L, 60_000L, 61_000L, 61_000L, 62_000L, 120_000L);
  }

  @Test
  void noWindowEverHoldsMoreThanTheRate() throws Exception {
    Account account = new Account(List.of(new Rate(7, SECOND)), time);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      account.acquire();
      sent.add(time.nanos());
      time.pass(Duration.ofMillis(i % 13));
      account.release();
    }
    for (int i = 7; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 7)).isGreaterThan(SECOND.toNanos());
    }
  }

  @Test
  void aPauseHoldsBackEveryRequest() throws Exception {
    Account account = new Account(List.of(), time);
    account.pauseUntil(FakeTime.START.plusSeconds(30));
    account.pauseUntil(FakeTime.START.plusSeconds(20));
    assertThat(account.acquire()).isEqualTo(Duration.ofSeconds(30));
    assertThat(account.acquire()).isZero();
  }

  @Test
  void aPauseThatIsOverHoldsNothingBack() throws Exception {
    Account account = new Account(List.of(), time);
    account.pauseUntil(FakeTime.START.minusSeconds(30));
    assertThat(account.acquire()).isZero();
  }

  @Test
  void aPauseThatIsMadeLongerIsWaitedForToItsNewEnd() throws Exception {
    Account account = new Account(List.of(), time);
    account.pauseUntil(FakeTime.START.plusSeconds(30));
    time.afterSleep(() -> account.pauseUntil(FakeTime.START.plusSeconds(60)));
    assertThat(account.acquire()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void accountsOfOneNameAreOne() {
    Account first = Account.shared("AccountTest", List.of(new Rate(1, SECOND)), time);
    assertThat(Account.shared("AccountTest", List.of(), time)).isSameAs(first);
    assertThat(Account.shared("AccountTest other", List.of(), time)).isNotSameAs(first);
  }

  @Test
  void aRateAllowsSomething() {
    assertThatThrownBy(() -> new Rate(0, SECOND)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void requests(Account account, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      account.acquire();
      account.release();
    }
  }
}
