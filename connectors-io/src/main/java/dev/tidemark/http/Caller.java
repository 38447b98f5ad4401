package dev.tidemark.http;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Sends requests within the account's budget until one succeeds or trying again makes no sense. One
 * instance serves any number of threads.
 */
public final class Caller {
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

  private final Sender sender;
  private final Account account;
  private final Time time;
  private final CallStats stats;
  private final Duration firstBackoff;

  private final Watch watch;

  public Caller(Sender sender, Account account, Time time, CallStats stats, Duration firstBackoff) {
    this(sender, account, time, stats, firstBackoff, Watch.NONE);
  }

  private Caller(
      Sender sender,
      Account account,
      Time time,
      CallStats stats,
      Duration firstBackoff,
      Watch watch) {
    this.firstBackoff = firstBackoff;
    this.sender = sender;
    this.account = account;
    this.time = time;
    this.stats = stats;
    this.watch = watch;
  }

  /** The same, with somebody who looks on. */
  public Caller watchedBy(Onlooker onlooker) {
    return new Caller(sender, account, time, stats, firstBackoff, new Watch(onlooker, false));
  }

  /** Whether somebody looks on. */
  public boolean isWatched() {
    return watch.isOn();
  }

  /** The same for requests about credentials. */
  public Caller inConfidence() {
    return new Caller(sender, account, time, stats, firstBackoff, watch.inConfidence());
  }

  public CallStats stats() {
    return stats;
  }

  /** What time it is. */
  public Instant now() {
    return time.now();
  }

  /**
   * Waits for something that takes its time at the source.
   *
   * @throws CancellationException if the wait is interrupted
   */
  public void pauseFor(Duration wait) {
    try {
      pause(wait);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while calling the source");
  }

  /** The same without a budget: for requests that the account's limits don't count. */
  public Caller withoutBudget() {
    Account unlimited = new Account(Budget.UNLIMITED, time);
    return new Caller(sender, unlimited, time, stats, firstBackoff, watch);
  }

  /**
   * Sends a request, again if need be.
   *
   * @param request makes the request anew for every attempt, so that credentials are fresh
   * @param judge says what an answer means
   * @param patience how often and how long to try again
   * @return an answer that the judge accepted, or told to ignore
   * @throws Problem if the judge gave up, or the retries are used up
   */
  public Outcome call(Supplier<Request> request, Judge judge, Patience patience) {
    try {
      return attempts(request, judge, patience);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Sends a request, as patiently as is usual. */
  public Outcome call(Supplier<Request> request, Judge judge, int maxRetries) {
    return call(request, judge, Patience.of(maxRetries));
  }

  private Outcome attempts(Supplier<Request> requests, Judge judge, Patience patience)
      throws InterruptedException {
    Duration left = patience.waiting();
    for (int failures = 1; ; failures++) {
      Request request = requests.get();
      Attempt attempt = attempt(request, judge, failures);
      Verdict verdict = attempt.verdict();
      switch (verdict.action()) {
        case ACCEPT -> {
          return new Outcome(request, attempt.reply(), null);
        }
        case IGNORE -> {
          stats.ignored();
          String why = request.label() + ": " + verdict.message();
          return new Outcome(request, attempt.reply(), Masking.mask(why));
        }
        case FAIL -> throw problem(verdict, request, failures);
        default -> {
          if (failures > patience.retries() || isOver(verdict, left)) {
            throw problem(verdict, request, failures);
          }
          stats.retry();
          Duration delay = delay(verdict, failures);
          if (verdict.action() == Verdict.Action.RATE_LIMITED) {
            LongWaits.of(account).tell(request, verdict, delay, time.now());
          } else {
            Duration wait = patience.fit(delay, left);
            LongWaits.of(account).tell(request, verdict, wait, time.now());
            left = left.minus(pause(wait));
          }
        }
      }
    }
  }

  private Attempt attempt(Request request, Judge judge, int failures) throws InterruptedException {
    try (Passage passage = new Passage()) {
      passage.take(request);
      watch.sending(request);
      Reply reply = sender.send(request, passage::take);
      passage.heard(reply);
      Verdict verdict = watch.judge(judge, reply, failures);
      if (verdict.action() != Verdict.Action.ACCEPT) {
        reply.discard();
      }
      if (verdict.action() == Verdict.Action.RATE_LIMITED) {
        // Before the place is given back, so that no other thread slips through.
        account.pauseUntil(time.now().plus(delay(verdict, failures)));
      }
      return new Attempt(reply, verdict);
    } catch (Refused e) {
      return failed(Verdict.fail(Problem.Kind.SOURCE, e.getMessage()));
    } catch (IOException e) {
      return failed(judge.fault(e.getMessage(), failures));
    }
  }

  private Attempt failed(Verdict verdict) {
    watch.failed(verdict);
    return new Attempt(null, verdict);
  }

  /** Whether a call has waited enough; a rate limit ends, however long it takes. */
  private static boolean isOver(Verdict verdict, Duration left) {
    boolean isSpent = left.isZero() || left.isNegative();
    return isSpent && verdict.action() != Verdict.Action.RATE_LIMITED;
  }

  private Duration pause(Duration wait) throws InterruptedException {
    stats.waited(wait);
    time.sleep(wait);
    return wait;
  }

  private Duration delay(Verdict verdict, int failures) {
    Duration asked = verdict.delay();
    // A moment that is over already, because clocks differ.
    return asked == null ? backoff(failures) : asked.isNegative() ? Duration.ZERO : asked;
  }

  private Duration backoff(int failures) {
    Duration doubled = firstBackoff.multipliedBy(1L << Math.min(failures - 1, 20));
    return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
  }

  private static Problem problem(Verdict verdict, Request request, int failures) {
    String attempts = failures > 1 ? " (" + failures + " attempts)" : "";
    return Problem.of(
        verdict.kind(), Masking.mask(request.label() + ": " + verdict.message() + attempts));
  }

  /** A request on its way, through whatever redirects: a place in the budget for each. */
  private final class Passage implements AutoCloseable {
    private Account.Place place;

    void take(Request request) throws InterruptedException {
      close();
      place = account.take(request);
      stats.waited(place.waited());
      stats.request();
    }

    void heard(Reply reply) {
      place.heard(reply);
    }

    @Override
    public void close() {
      if (place != null) {
        place.close();
      }
    }
  }

  private record Attempt(Reply reply, Verdict verdict) {}

  /**
   * How a call ended.
   *
   * @param request what was sent last
   * @param reply the answer to it
   * @param reason why its content is to be passed over; null where it counts
   */
  public record Outcome(Request request, Reply reply, String reason) {
    public boolean ignored() {
      return reason != null;
    }
  }
}
