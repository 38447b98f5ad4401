package dev.tidemark.manifest.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.http.Account;
import dev.tidemark.http.Budget;
import dev.tidemark.http.CallStats;
import dev.tidemark.http.Caller;
import dev.tidemark.http.FakeTime;
import dev.tidemark.http.Network;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;
import dev.tidemark.manifest.budget.BudgetHeaders;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.ParentReplies;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Wishes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SharedTokenTest {
  private static final Verdict FAIL = Verdict.fail(Problem.Kind.CREDENTIALS, "refused");
  private static final Reply UNAUTHORIZED = new Reply(401, Map.of(), new byte[0], 0, 0);

  private final FakeTime time = new FakeTime();
  private final Account account = new Account(Budget.UNLIMITED, time);
  private final Calls calls =
      new Calls(
          "items",
          new Caller(
              (request, toll) -> {
                throw new AssertionError("nothing is sent here");
              },
              account,
              time,
              new CallStats(),
              Duration.ofSeconds(1)),
          account,
          Network.DIRECT,
          Wishes.NONE,
          BudgetHeaders.NONE,
          5,
          new ParentReplies());
  private final SharedToken token = SharedToken.of(account, "x");
  private final AtomicInteger obtained = new AtomicInteger();

  private String get() {
    return token.get(
        calls,
        refused ->
            new Grant("to/ken-" + obtained.incrementAndGet(), time.now().plusSeconds(3_600)));
  }

  private static Request with(String header) {
    return Request.get(URI.create("https://a.test/"), Map.of("Authorization", "Bearer " + header));
  }

  private Verdict.Action learnt(Request sent) {
    return token.learn(sent, UNAUTHORIZED, FAIL).action();
  }

  @Test
  void allWhoFindAGoodTokenRefusedTryAgainWithTheNext() {
    Request first = with(get());
    time.pass(Duration.ofMinutes(2));
    assertThat(learnt(first)).isEqualTo(Verdict.Action.REFRESH);
    assertThat(learnt(first)).isEqualTo(Verdict.Action.REFRESH);
    Request second = with(get());
    assertThat(learnt(first)).isEqualTo(Verdict.Action.REFRESH);
    assertThat(learnt(second)).isEqualTo(Verdict.Action.FAIL);
    assertThat(obtained).hasValue(2);
    assertThat(get()).isEqualTo("to/ken-2");
  }

  @Test
  void aTokenIsFoundWhereverItWasPut() {
    for (String place : List.of("url", "json", "form")) {
      String sent = get();
      time.pass(Duration.ofMinutes(2));
      byte[] body = place.equals("json") ? ("{\"k\":\"" + sent + "\"}").getBytes(UTF_8) : null;
      body = place.equals("form") ? "k=to%2Fken-3".getBytes(UTF_8) : body;
      URI url = URI.create("https://a.test/" + (place.equals("url") ? "?k=to%2Fken-1" : ""));
      assertThat(learnt(new Request("POST", url, Map.of(), body)))
          .isEqualTo(Verdict.Action.REFRESH);
    }
    get();
    assertThat(obtained).hasValue(4);
  }

  @Test
  void otherAnswersChangeNothing() {
    Request sent = with(get());
    time.pass(Duration.ofMinutes(2));
    Reply forbidden = new Reply(403, Map.of(), new byte[0], 0, 0);
    assertThat(token.learn(sent, forbidden, FAIL)).isSameAs(FAIL);
    assertThat(token.learn(sent, UNAUTHORIZED, Verdict.ACCEPT)).isSameAs(Verdict.ACCEPT);
    get();
    assertThat(obtained).hasValue(1);
  }

  @Test
  void thoseWhoWaitedForAFailureDoNotTryItThemselves() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Supplier<String> failing =
        () ->
            token.get(
                calls,
                refused -> {
                  obtained.incrementAndGet();
                  began.countDown();
                  awaitQuietly(goOn);
                  throw Problem.source("the server is down");
                });
    Thread first = new Thread(() -> thrown.add(catchThrowable(failing::get)));
    first.start();
    began.await();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread other = new Thread(() -> thrown.add(catchThrowable(this::get)));
      other.start();
      others.add(other);
    }
    while (others.stream().anyMatch(other -> other.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    first.join();
    for (Thread other : others) {
      other.join();
    }
    assertThat(thrown).hasSize(4).allMatch(e -> e.getMessage().equals("the server is down"));
    assertThat(obtained).hasValue(1);
    time.pass(Duration.ofMillis(1));
    assertThat(get()).isEqualTo("to/ken-2");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
