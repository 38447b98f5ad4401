package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class AccountTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofNanos(1);

  private static final Request REQUEST = Request.get(URI.create("https://api.test/"), Map.of());

  private final FakeTime time = new FakeTime();

  @Test
  void anAccountWithoutRatesNeverWaits() throws Exception {
    Account account = new Account(Budget.UNLIMITED, time);
    for (int i = 0; i < 1_000; i++) {
      Account.Place place = account.take(REQUEST);
      assertThat(place.waited()).isZero();
      place.close();
    }
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void requestsWithinTheRateDoNotWait() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(3, SECOND))), time);
    requests(account, 3);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void theNextRequestWaitsUntilTheFirstAnswerIsOneWindowOld() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(2, SECOND))), time);
    Account.Place place = account.take(REQUEST);
    time.pass(Duration.ofMillis(300));
    place.close();
    time.pass(Duration.ofMillis(100));
    requests(account, 1);
    assertThat(account.take(REQUEST).waited()).isEqualTo(Duration.ofMillis(900).plus(TICK));
  }

  @Test
  void noMoreRequestsAreUnderWayThanMayBe() throws Exception {
    Account account = new Account(Budget.UNLIMITED.withAtOnce(2), time);
    account.take(REQUEST);
    Account.Place second = account.take(REQUEST);
    assertThat(time.sleeps()).isEmpty();
    time.afterSleep(
        () -> {
          time.afterSleep(() -> {});
          second.close();
          second.close();
        });
    account.take(REQUEST).close();
    assertThat(time.sleeps()).hasSize(1);
    account.take(REQUEST).close();
    assertThat(time.sleeps()).hasSize(1);
  }

  @Test
  void aReaderOfSeveralSpendsItsPartOnly() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(10, SECOND))), time);
    AutoCloseable one = account.join(5);
    AutoCloseable two = account.join(5);
    requests(account, 4);
    assertThat(time.sleeps()).isEmpty();
    assertThat(account.take(REQUEST).waited()).isEqualTo(SECOND.plus(TICK));
    one.close();
    two.close();
  }

  @Test
  void aReaderThatIsGoneLeavesItsPartToTheOthersOfItsProcess() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(10, SECOND))), time);
    AutoCloseable one = account.join(5);
    account.join(5).close();
    requests(account, 4);
    assertThat(time.sleeps()).isEmpty();
    one.close();
    time.pass(SECOND.multipliedBy(3));
    requests(account, 2);
    assertThat(account.take(REQUEST).waited()).isEqualTo(SECOND.plus(TICK));
  }

  @Test
  void aPartOfLessThanARequestIsOneInSeveralWindows() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(3, SECOND))), time);
    try (AutoCloseable reader = account.join(12)) {
      assertThat(reader).isNotNull();
      requests(account, 1);
      assertThat(account.take(REQUEST).waited()).isEqualTo(SECOND.multipliedBy(4).plus(TICK));
    }
  }

  @Test
  void requestsUnderWayCountHoweverLongTheyTake() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(1, SECOND))), time);
    Account.Place place = account.take(REQUEST);
    time.pass(Duration.ofMinutes(10));
    time.afterSleep(
        () -> {
          time.afterSleep(() -> {});
          place.close();
        });
    assertThat(account.take(REQUEST).waited()).isGreaterThan(SECOND);
  }

  @Test
  void theSlowestOfSeveralRatesDecides() throws Exception {
    Account account =
        new Account(
            Budget.of(List.of(new Rate(2, SECOND), new Rate(5, Duration.ofMinutes(1)))), time);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      Account.Place place = account.take(REQUEST);
      sent.add(time.elapsed().toMillis());
      place.close();
    }
    assertThat(sent)
        .containsExactly(
            0L, 0L, 1_000L, 1_000L, 2_000L, 60_000L, 60_000L, 61_000L, 61_000L, 62_000L, 120_000L);
  }

  @Test
  void noWindowEverHoldsMoreThanTheRate() throws Exception {
    Account account = new Account(Budget.of(List.of(new Rate(7, SECOND))), time);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Account.Place place = account.take(REQUEST);
      sent.add(time.nanos());
      time.pass(Duration.ofMillis(i % 13));
      place.close();
    }
    for (int i = 7; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 7)).isGreaterThan(SECOND.toNanos());
    }
  }

  @Test
  void aPauseHoldsBackEveryRequest() throws Exception {
    Account account = new Account(Budget.UNLIMITED, time);
    account.pauseUntil(FakeTime.START.plusSeconds(30));
    account.pauseUntil(FakeTime.START.plusSeconds(20));
    assertThat(account.take(REQUEST).waited()).isEqualTo(Duration.ofSeconds(30));
    assertThat(account.take(REQUEST).waited()).isZero();
  }

  @Test
  void aPauseThatIsOverHoldsNothingBack() throws Exception {
    Account account = new Account(Budget.UNLIMITED, time);
    account.pauseUntil(FakeTime.START.minusSeconds(30));
    assertThat(account.take(REQUEST).waited()).isZero();
  }

  @Test
  void aPauseThatIsMadeLongerIsWaitedForToItsNewEnd() throws Exception {
    Account account = new Account(Budget.UNLIMITED, time);
    account.pauseUntil(FakeTime.START.plusSeconds(30));
    time.afterSleep(() -> account.pauseUntil(FakeTime.START.plusSeconds(60)));
    assertThat(account.take(REQUEST).waited()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void accountsOfOneNameAreOne() {
    Account first = Account.shared("AccountTest", Budget.of(List.of(new Rate(1, SECOND))), time);
    assertThat(Account.shared("AccountTest", Budget.of(List.of()), time)).isSameAs(first);
    assertThat(Account.shared("AccountTest other", Budget.of(List.of()), time)).isNotSameAs(first);
  }

  private static Request post(String path) {
    return new Request("POST", URI.create("https://api.test" + path), Map.of(), null);
  }

  /** Posts count twice and have a quota of their own, all else is free. */
  private Account accountOfPosts(Function<Reply, Told> reader) {
    Quota posts =
        new Quota(request -> request.method().equals("POST") ? 2 : 0, List.of(new Rate(4, SECOND)));
    return new Account(new Budget(List.of(posts), reader), time);
  }

  @Test
  void aQuotaIsSpentByItsOwnRequestsAlone() throws Exception {
    Account account = accountOfPosts(reply -> Told.NOTHING);
    requests(account, 100);
    account.take(post("/a")).close();
    account.take(post("/b")).close();
    requests(account, 100);
    assertThat(time.sleeps()).isEmpty();
    assertThat(account.take(post("/c")).waited()).isEqualTo(SECOND.plus(TICK));
  }

  @Test
  void whatAnAnswerSaysIsLeftHoldsUntilTheReset() throws Exception {
    Account account =
        accountOfPosts(reply -> new Told(2, FakeTime.START.plus(Duration.ofMillis(500))));
    Account.Place place = account.take(post("/a"));
    place.heard(new Reply(200, Map.of(), new byte[0], 0, 0));
    place.close();
    assertThat(account.take(post("/b")).waited()).isZero();
    assertThat(account.take(REQUEST).waited()).isZero();
    assertThat(account.take(post("/c")).waited()).isGreaterThan(Duration.ofMillis(499));
  }

  @Test
  void requestsUnderWayAreTakenForNotCountedYet() throws Exception {
    Account account =
        accountOfPosts(reply -> new Told(2, FakeTime.START.plus(Duration.ofMillis(500))));
    Account.Place place = account.take(post("/a"));
    Account.Place other = account.take(post("/b"));
    place.heard(new Reply(200, Map.of(), new byte[0], 0, 0));
    place.close();
    time.pass(Duration.ofMillis(1));
    other.close();
    assertThat(account.take(post("/c")).waited()).isGreaterThan(Duration.ofMillis(498));
  }

  @Test
  void aResetFarAwayIsNotWaitedForLongerThanTheRateTakes() throws Exception {
    Account account = accountOfPosts(reply -> new Told(0, FakeTime.START.plusSeconds(9_000)));
    Account.Place place = account.take(post("/a"));
    place.heard(new Reply(200, Map.of(), new byte[0], 0, 0));
    place.close();
    assertThat(account.take(post("/b")).waited()).isEqualTo(SECOND);
  }

  @Test
  void aRateAllowsSomething() {
    assertThatThrownBy(() -> new Rate(0, SECOND)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void requests(Account account, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      account.take(REQUEST).close();
    }
  }
}
