package dev.tidemark.manifest.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Account;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Time;
import dev.tidemark.http.Verdict;
import dev.tidemark.manifest.requester.Calls;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A token that all who read from an account share: one of them obtains it, the others wait for
 * that.
 */
public final class SharedToken {
  private static final int UNAUTHORIZED = 401;

  /** One that is refused sooner was never good, and the next one would not be either. */
  private static final Duration PROVEN = Duration.ofMinutes(1);

  private final Time time;
  private final LastFailure failure;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Grant grant;
  private volatile Instant obtained = Instant.EPOCH;
  private volatile String dropped;

  private SharedToken(Time time) {
    this.time = time;
    this.failure = new LastFailure(time);
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
    if (!isGood(known)) {
      known = renewed(calls, source, time.now());
    }
    Masking.registerToken(known.token());
    return known.token();
  }

  private Grant renewed(Calls calls, Function<String, Grant> source, Instant asked) {
    Waiting.lock(lock);
    try {
      Grant known = grant;
      if (!isGood(known)) {
        known = failure.unlessKnown(asked, () -> source.apply(dropped));
        grant = known;
        obtained = time.now();
        calls.credentialsRenewed();
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private boolean isGood(Grant known) {
    return known != null && known.isGoodAt(time.now());
  }

  /** A token for one request alone. */
  public String once(Function<String, Grant> source) {
    String token = failure.unlessKnown(time.now(), () -> source.apply(null)).token();
    Masking.registerToken(token);
    return token;
  }

  /**
   * Gives the token up if an answer says that it is no longer good: because the manifest reads it
   * so, or because it is refused before its time.
   *
   * @param verdict what the manifest says to the answer
   * @return what to do about it
   */
  public Verdict learn(Request sent, Reply reply, Verdict verdict) {
    boolean isRefused = verdict.action() == Verdict.Action.FAIL && reply.status() == UNAUTHORIZED;
    Grant known = grant;
    boolean isCurrent = known != null && carries(sent, known.token());
    boolean wasGood = !isCurrent || obtained.plus(PROVEN).isBefore(time.now());
    boolean isOver = isRefused && wasGood;
    if (isCurrent && (isOver || verdict.action() == Verdict.Action.REFRESH)) {
      dropped = known.token();
      grant = null;
    }
    return isOver ? Verdict.refresh(verdict.kind(), verdict.message(), Duration.ZERO) : verdict;
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
}
