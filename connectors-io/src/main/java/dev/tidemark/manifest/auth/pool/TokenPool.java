package dev.tidemark.manifest.auth.pool;

import dev.tidemark.http.Account;
import dev.tidemark.http.Time;
import dev.tidemark.manifest.auth.token.LastFailure;
import dev.tidemark.manifest.auth.token.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tokens of one kind, and what is left for each. All who read from an account share it. */
final class TokenPool {
  private final List<String> tokens;
  private final Time time;
  private final LastFailure failure;
  private final ReentrantLock counting = new ReentrantLock();
  private Map<String, Map<String, Left>> left;
  private int active;

  private TokenPool(List<String> tokens, Time time) {
    this.tokens = tokens;
    this.time = time;
    this.failure = new LastFailure(time);
  }

  /** The pool of an account with these tokens. */
  static TokenPool of(Account account, List<String> tokens, String status) {
    return account.common(
        "pool " + status + " " + tokens,
        TokenPool.class,
        () -> new TokenPool(tokens, account.time()));
  }

  /**
   * Asks how much is left for each token.
   *
   * @param isNeeded whether it still has to be asked, once it is this thread's turn
   * @param source gives what is left for a token, by the quota's name
   */
  void count(Predicate<TokenPool> isNeeded, Function<String, Map<String, Left>> source) {
    Instant asked = time.now();
    Waiting.lock(counting);
    try {
      if (isNeeded.test(this)) {
        Map<String, Map<String, Left>> counted = failure.unlessKnown(asked, () -> all(source));
        synchronized (this) {
          left = counted;
        }
      }
    } finally {
      counting.unlock();
    }
  }

  private Map<String, Map<String, Left>> all(Function<String, Map<String, Left>> source) {
    Map<String, Map<String, Left>> all = new HashMap<>();
    tokens.forEach(token -> all.put(token, new HashMap<>(source.apply(token))));
    return all;
  }

  synchronized boolean isUncounted() {
    return left == null;
  }

  synchronized boolean isSpent(String quota) {
    return tokens.stream().allMatch(token -> left(token, quota).isSpent());
  }

  /** The token for one request, which is counted. */
  synchronized Turn take(String quota, Reserve reserve) {
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(active);
      Left own = left(token, quota);
      if (!own.isCounted()) {
        // Nothing tells which token is better, so each has its turn.
        active = (active + 1) % tokens.size();
        return new Turn(token, Duration.ZERO, null);
      }
      if (own.remaining() > 0) {
        left.get(token).put(quota, own.lessOne());
        return new Turn(token, pause(token, quota, reserve), null);
      }
      active = (active + 1) % tokens.size();
    }
    Stream<Instant> resets = tokens.stream().map(token -> left(token, quota).reset());
    return new Turn(null, Duration.ZERO, resets.min(Instant::compareTo).orElseThrow());
  }

  private Duration pause(String active, String quota, Reserve reserve) {
    List<Left> all = tokens.stream().map(token -> left(token, quota)).toList();
    return reserve.pause(all, left(active, quota).reset(), time.now());
  }

  /** Takes notice of what an answer told of the token that was shown. */
  synchronized void told(String token, String quota, Quota.Notice notice) {
    left.get(token).computeIfPresent(quota, (name, before) -> before.after(notice));
  }

  /** Whether that token is spent and another is not. */
  synchronized boolean hasBetterThan(String token, String quota) {
    return left(token, quota).isSpent()
        && tokens.stream().anyMatch(other -> left(other, quota).remaining() > 0);
  }

  private Left left(String token, String quota) {
    return left.get(token).getOrDefault(quota, Left.UNCOUNTED);
  }

  /**
   * A token for one request.
   *
   * @param token null if all are spent
   * @param pause how long to wait first, so that what is left lasts until there is more
   * @param reset where all are spent: when the first of them will have more
   */
  record Turn(String token, Duration pause, Instant reset) {
    @Override
    public String toString() {
      return token == null ? "none until " + reset : "a token after " + pause;
    }
  }
}
