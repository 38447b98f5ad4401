package dev.tidemark.manifest.auth.token;

import dev.tidemark.http.Time;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What went wrong when credentials were last asked for. Those who waited meanwhile don't try it
 * themselves, and credentials that were refused are not shown again for a while.
 */
public final class LastFailure {
  private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(1);

  private final Time time;
  private volatile Entry last;

  private record Entry(Problem problem, Instant at) {
    boolean concerns(Instant asked) {
      boolean isRefusal = problem.kind() == Problem.Kind.CREDENTIALS;
      return !asked.isAfter(isRefusal ? at.plus(REFUSAL_HOLDS) : at);
    }
  }

  public LastFailure(Time time) {
    this.time = time;
  }

  /**
   * Does the work, unless its outcome is known already.
   *
   * @param asked when it was first wanted
   */
  public <T> T unlessKnown(Instant asked, Supplier<T> work) {
    Entry known = last;
    if (known != null && known.concerns(asked)) {
      throw Problem.of(known.problem().kind(), known.problem().getMessage());
    }
    try {
      T done = work.get();
      last = null;
      return done;
    } catch (Problem problem) {
      last = new Entry(problem, time.now());
      throw problem;
    }
  }
}
