package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class CallerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** 2xx is fine, 429 and 503 are worth another try, all else is not. */
  private static final Judge JUDGE =
      (reply, failures) ->
          switch (reply.status()) {
            case 200 -> Verdict.ACCEPT;
            case 404 -> Verdict.ignore("nothing there");
            case 429 -> Verdict.rateLimited("too many requests", Duration.ofSeconds(30));
            case 401 -> Verdict.fail(Problem.Kind.CREDENTIALS, "refused: " + reply.excerpt());
            default -> Verdict.retry("HTTP " + reply.status(), null);
          };

  private final FakeTime time = new FakeTime();
  private final CallStats stats = new CallStats();
  private final Account account = new Account(Budget.UNLIMITED, time);
  private final Caller caller = caller(account, time);

  @Test
  void anAcceptedAnswerComesBackAtOnce() throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      Caller.Outcome outcome = caller.call(() -> server.get("/"), JUDGE, 3);
      assertThat(new String(outcome.reply().body(), UTF_8) + outcome.ignored())
          .isEqualTo("okfalse");
      assertThat(stats.take()).isEqualTo(new CallStats.Counts(1, 0, 0, 0));
      assertThat(time.sleeps()).isEmpty();
    }
  }

  @Test
  void anIgnoredAnswerIsNoProblem() throws Exception {
    try (TestServer server = statuses(404)) {
      assertThat(caller.call(() -> server.get("/"), JUDGE, 3).ignored()).isTrue();
      assertThat(stats.take().ignored()).isEqualTo(1);
    }
  }

  @Test
  void aFailedRequestIsTriedAgainUntilItSucceeds() throws Exception {
    try (TestServer server = statuses(503, 500, 200)) {
      assertThat(caller.call(() -> server.get("/"), JUDGE, 3).reply().status()).isEqualTo(200);
      assertThat(server.seen()).hasSize(3);
      CallStats.Counts counts = stats.take();
      assertThat(counts.requests() + " " + counts.retries()).isEqualTo("3 2");
    }
  }

  @Test
  void everyAttemptIsMadeAnew() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (TestServer server = statuses(503, 200)) {
      caller.call(() -> server.get("/" + attempts.incrementAndGet()), JUDGE, 3);
      assertThat(server.seen().stream().map(TestServer.Seen::uri)).containsExactly("/1", "/2");
    }
  }

  @Test
  void theJudgeIsToldHowOftenTheRequestFailed() throws Exception {
    List<Integer> failures = new ArrayList<>();
    try (TestServer server = statuses(503, 503, 200)) {
      Judge counting =
          (reply, failure) -> {
            failures.add(failure);
            return JUDGE.judge(reply, failure);
          };
      caller.call(() -> server.get("/"), counting, 3);
    }
    assertThat(failures).containsExactly(1, 2, 3);
  }

  @Test
  void waitsDoubleUntilTheCallHasWaitedTenMinutes() throws Exception {
    try (TestServer server = statuses(503)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/"), JUDGE, 50))
          .hasMessageEndingWith("(11 attempts)");
    }
    assertThat(seconds()).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 89L);
    assertThat(stats.take().waitedMillis()).isEqualTo(600_000);
  }

  @Test
  void patienceMayBeShorter() throws Exception {
    try (TestServer server = statuses(503)) {
      Patience patience = new Patience(50, Duration.ofSeconds(9));
      assertThatThrownBy(() -> caller.call(() -> server.get("/"), JUDGE, patience));
    }
    assertThat(seconds()).containsExactly(1L, 2L, 4L, 2L);
  }

  @Test
  void waitsThatAreNamedAreCutToWhatIsLeftToo() throws Exception {
    Judge slow = (reply, failures) -> Verdict.retry("later", Duration.ofSeconds(250));
    try (TestServer server = statuses(503)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/"), slow, 50));
    }
    assertThat(seconds()).containsExactly(250L, 250L, 100L);
  }

  @Test
  void aWaitLongerThanAnyCallMayWaitIsKeptWholeButIsTheLast() throws Exception {
    Judge slow = (reply, failures) -> Verdict.retry("later", Duration.ofHours(1));
    try (TestServer server = statuses(503)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/"), slow, 50))
          .hasMessageEndingWith("(2 attempts)");
    }
    assertThat(seconds()).containsExactly(3_600L);
  }

  @Test
  void rateLimitsMayTakeAsLongAsTheyTake() throws Exception {
    Judge limited = (reply, failures) -> Verdict.rateLimited("later", Duration.ofMinutes(20));
    try (TestServer server = statuses(429)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/"), limited, 3))
          .hasMessageEndingWith("(4 attempts)");
    }
    assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theJudgeSaysHowLongToWaitWhenNoAnswerCame() throws Exception {
    Judge patient =
        new Judge() {
          @Override
          public Verdict judge(Reply reply, int failures) {
            return Verdict.ACCEPT;
          }

          @Override
          public Verdict fault(String message, int failures) {
            return Verdict.retry(message, Duration.ofSeconds(7L * failures));
          }
        };
    URI nowhere = URI.create("http://127.0.0.1:1/");
    assertThatThrownBy(() -> caller.call(() -> Request.get(nowhere, Map.of()), patient, 2));
    assertThat(seconds()).containsExactly(7L, 14L);
  }

  @Test
  void withoutABudgetNeitherItsWindowsNorItsPausesCount() throws Exception {
    Account narrow = new Account(Budget.of(List.of(new Rate(1, Duration.ofDays(1)))), time);
    narrow.pauseUntil(FakeTime.START.plusSeconds(3_600));
    try (TestServer server = TestServer.saying("ok")) {
      Caller free = caller(narrow, time).withoutBudget();
      free.call(() -> server.get("/"), JUDGE, 0);
      free.call(() -> server.get("/"), JUDGE, 0);
      assertThat(stats.take().requests()).isEqualTo(2);
    }
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void aWaitThatTheJudgeNamesIsKept() throws Exception {
    Judge naming =
        (reply, failures) ->
            reply.status() == 200
                ? Verdict.ACCEPT
                : Verdict.retry("later", Duration.ofSeconds(failures == 1 ? 7 : -7));
    try (TestServer server = statuses(503, 503, 200)) {
      caller.call(() -> server.get("/"), naming, 3);
    }
    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7), Duration.ZERO);
  }

  @Test
  void whenTheRetriesAreUsedUpTheProblemTellsHowOftenItWasTried() throws Exception {
    try (TestServer server = statuses(503)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/x"), JUDGE, 2))
          .isInstanceOf(Problem.class)
          .hasMessage("GET %s/x: HTTP 503 (3 attempts)", server.base());
      assertThatThrownBy(() -> caller.call(() -> server.get("/x"), JUDGE, 0))
          .hasMessage("GET %s/x: HTTP 503", server.base());
    }
  }

  @Test
  void aFailureIsNotTriedAgain() throws Exception {
    try (TestServer server = statuses(401)) {
      Problem problem =
          catchThrowableOfType(Problem.class, () -> caller.call(() -> server.get("/x"), JUDGE, 5));
      assertThat(problem).hasMessage("GET %s/x: refused: status 401", server.base());
      assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void aBrokenConnectionIsTriedAgain() throws Exception {
    try (RawServer server = RawServer.answering(client -> false)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/x"), JUDGE, 2))
          .hasMessage(
              "GET http://%s/x: %s closed the connection without an answer (3 attempts)",
              server.host(), server.host());
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void whatAskingAgainCannotChangeIsNotTriedAgain() throws Exception {
    Transport small = new Transport(Network.DIRECT, new Transport.Limits(1, 1, 1, SECOND));
    Caller tight = new Caller(small, account, time, stats, SECOND);
    try (TestServer server = TestServer.saying("too much")) {
      assertThatThrownBy(() -> tight.call(() -> server.get("/x"), JUDGE, 5))
          .isInstanceOf(Problem.class)
          .hasMessageEndingWith("sent an answer of more than 1 bytes");
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void noSecretIsInAMessage() throws Exception {
    Masking.register("s3cret in/message");
    URI secret = URI.create("http://127.0.0.1:1/?key=s3cret+in%2Fmessage&k=s3cret%20in/message");
    Judge telling = (reply, failures) -> Verdict.fail(Problem.Kind.SOURCE, "s3cret in/message");
    try (TestServer server = TestServer.saying("ok")) {
      URI url = URI.create(server.base() + "/?" + secret.getRawQuery().replace("/m", "%2Fm"));
      assertThatThrownBy(() -> caller.call(() -> Request.get(url, Map.of()), telling, 0))
          .hasMessage("GET %s/?key=****&k=****: ****", server.base());
    }
  }

  @Test
  void aRateLimitHoldsBackOtherThreadsToo() throws Exception {
    try (TestServer server = statuses(429, 200)) {
      assertThatThrownBy(() -> caller.call(() -> server.get("/"), JUDGE, 0));
      AtomicReference<Caller.Outcome> outcome = new AtomicReference<>();
      Thread other = new Thread(() -> outcome.set(caller.call(() -> server.get("/"), JUDGE, 0)));
      other.start();
      other.join();
      assertThat(outcome.get().reply().status()).isEqualTo(200);
      assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
    }
  }

  @Test
  void aRateLimitIsWaitedForOnceAndCounted() throws Exception {
    try (TestServer server = statuses(429, 200)) {
      caller.call(() -> server.get("/"), JUDGE, 1);
      assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
      assertThat(stats.take()).isEqualTo(new CallStats.Counts(2, 1, 30_000, 0));
    }
  }

  @Test
  void everyRequestOfARedirectTakesAPlace() throws Exception {
    Account narrow = new Account(Budget.of(List.of(new Rate(1, SECOND))), time);
    try (TestServer server =
        TestServer.answering(
            exchange -> {
              int hop = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
              TestServer.redirect(exchange, hop < 3 ? 302 : 200, "/" + (hop + 1));
            })) {
      caller(narrow, time).call(() -> server.get("/0"), JUDGE, 0);
    }
    assertThat(time.sleeps()).hasSize(3).allMatch(sleep -> sleep.compareTo(SECOND) > 0);
    assertThat(stats.take().requests()).isEqualTo(4);
  }

  @Test
  void thePlaceIsGivenBackHoweverTheRequestEnds() throws Exception {
    Account narrow = new Account(Budget.of(List.of(new Rate(1, SECOND))), time);
    Judge broken =
        (reply, failures) -> {
          throw new IllegalStateException("judge");
        };
    try (TestServer server = TestServer.saying("ok");
        RawServer mute = RawServer.answering(client -> false)) {
      Caller one = caller(narrow, time);
      assertThatThrownBy(() -> one.call(() -> server.get("/"), broken, 0)).hasMessage("judge");
      assertThatThrownBy(() -> one.call(() -> mute.get("/"), JUDGE, 0));
      assertThat(one.call(() -> server.get("/"), JUDGE, 0).ignored()).isFalse();
    }
  }

  @Test
  void anInterruptionEndsTheWaitForARetry() throws Exception {
    CountDownLatch sleeping = new CountDownLatch(1);
    Time endless = new EndlessSleep(sleeping);
    try (TestServer server = statuses(503)) {
      assertThat(interrupted(caller(account, endless), server, sleeping))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void anInterruptionEndsTheWaitForTheBudget() throws Exception {
    CountDownLatch sleeping = new CountDownLatch(1);
    Time endless = new EndlessSleep(sleeping);
    Account paused = new Account(Budget.UNLIMITED, endless);
    paused.pauseUntil(FakeTime.START.plusSeconds(3_600));
    try (TestServer server = statuses(200)) {
      assertThat(interrupted(caller(paused, endless), server, sleeping))
          .isInstanceOf(CancellationException.class);
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void theCountsStartAgainOnceTheyAreTaken() throws Exception {
    try (TestServer server = statuses(200)) {
      caller.call(() -> server.get("/"), JUDGE, 0);
    }
    assertThat(stats.take().requests()).isEqualTo(1);
    assertThat(stats.take()).isEqualTo(new CallStats.Counts(0, 0, 0, 0));
  }

  /** What the call ends with when its thread is interrupted; the thread must know of it still. */
  private static Throwable interrupted(Caller caller, TestServer server, CountDownLatch when)
      throws InterruptedException {
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              Throwable thrown = catchThrowable(() -> caller.call(() -> server.get("/"), JUDGE, 9));
              outcome.set(Thread.currentThread().isInterrupted() ? thrown : null);
            });
    thread.start();
    when.await();
    thread.interrupt();
    thread.join();
    return outcome.get();
  }

  private List<Long> seconds() {
    return time.sleeps().stream().map(Duration::toSeconds).toList();
  }

  private Caller caller(Account its, Time clock) {
    return new Caller(new Transport(Network.DIRECT), its, clock, stats, SECOND);
  }

  /** Answers with these statuses in turn, and with the last one from then on. */
  private static TestServer statuses(Integer... statuses) throws Exception {
    ConcurrentLinkedQueue<Integer> left = new ConcurrentLinkedQueue<>(Arrays.asList(statuses));
    return TestServer.answering(
        exchange -> {
          int status = left.size() > 1 ? left.poll() : left.element();
          TestServer.reply(exchange, status, "status " + status);
        });
  }

  /** Whoever sleeps here wakes up only when interrupted. */
  private record EndlessSleep(CountDownLatch sleeping) implements Time {
    @Override
    public java.time.Instant now() {
      return FakeTime.START;
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      sleeping.countDown();
      new CountDownLatch(1).await();
    }
  }
}
