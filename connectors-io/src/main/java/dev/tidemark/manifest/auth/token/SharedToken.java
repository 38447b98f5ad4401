package dev.tidemark.manifest.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Account;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Request;
import dev.tidemark.http.Time;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.problem.Problem;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A token that all who read from an account share: one of them obtains it, the others wait. Those
 * who waited while that failed don't try it themselves, and credentials that were refused are not
 * shown again for a while.
 */
public final class SharedToken {
  private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(1);

  private final Time time;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Grant grant;
  private volatile String dropped;
  private volatile Failure failure;

  private record Failure(Problem problem, Instant at) {
    /** Whether it is the answer to someone who asked then too. */
    boolean concerns(Instant asked) {
      boolean isRefusal = problem.kind() == Problem.Kind.CREDENTIALS;
      return !asked.isAfter(isRefusal ? at.plus(REFUSAL_HOLDS) : at);
    }

    Problem again() {
      return Problem.of(problem.kind(), problem.getMessage());
    }
  }

  private SharedToken(Time time) {
    this.time = time;
  }

  /**
   * The token of an account.
   *
   * @param identity what it is asked for with; the same for all who may share it
   */
  public static SharedToken of(Account account, String identity) {
    return account.common(
        "token " + identity, SharedToken.class, () -> new SharedToken(account.time()));
  }

  /**
   * The token, obtained now if there is none that is good.
   *
   * @param source obtains one; it is told which one is good no longer whatever it says itself, or
   *     null
   */
  public String get(Calls calls, Function<String, Grant> source) {
    Grant known = grant;
    if (known != null && known.isGoodAt(time.now())) {
      Masking.registerToken(known.token());
      return known.token();
    }
    Instant asked = time.now();
    take();
    try {
      known = grant;
      if (known == null || !known.isGoodAt(time.now())) {
        known = obtain(source, asked);
        grant = known;
        calls.credentialsRenewed();
      }
      return known.token();
    } finally {
      lock.unlock();
    }
  }

  /** A token for one request alone. */
  public String once(Function<String, Grant> source) {
    return obtain(source, time.now()).token();
  }

  /** The source no longer takes the token that was sent, unless there is another one by now. */
  public void drop(Request sent) {
    Grant known = grant;
    if (known != null && carries(sent, known.token())) {
      dropped = known.token();
      grant = null;
    }
  }

  private static boolean carries(Request sent, String token) {
    String encoded = URLEncoder.encode(token, UTF_8);
    String url = sent.url().toString();
    String body = sent.body() == null ? "" : new String(sent.body(), UTF_8);
    return sent.headers().values().stream().anyMatch(value -> value.contains(token))
        || url.contains(encoded)
        || body.contains(encoded)
        || body.contains(token);
  }

  private void take() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a token");
    }
  }

  private Grant obtain(Function<String, Grant> source, Instant asked) {
    Failure last = failure;
    if (last != null && last.concerns(asked)) {
      throw last.again();
    }
    try {
      Grant obtained = source.apply(dropped);
      Masking.registerToken(obtained.token());
      failure = null;
      return obtained;
    } catch (Problem problem) {
      failure = new Failure(problem, time.now());
      throw problem;
    }
  }
}
