package dev.tidemark.manifest.requester;

import dev.tidemark.http.Account;
import dev.tidemark.http.Time;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers that a source refused an account's credentials, so that what is left to read does not
 * ask in vain. Some sources answer the same where a plan lacks a stream, or where one part of a
 * stream is closed to us; so a stream is given up at once only if nothing of it was ever to be had,
 * and the account only if that is so for several streams and for none otherwise.
 */
final class Refusals {
  /**
   * After that long somebody may have put things right, and one more request is worth its while.
   */
  private static final Duration HOLDS = Duration.ofMinutes(1);

  private static final int STREAMS = 3;
  private static final int IN_A_ROW = 20;

  private final Time time;
  private final Map<String, Refused> streams = new HashMap<>();
  private final Set<String> accepted = new HashSet<>();

  /** What a stream was last refused with. */
  private record Refused(int inRow, Problem problem, Instant at) {
    Problem again() {
      return Problem.of(problem.kind(), problem.getMessage());
    }
  }

  private Refusals(Time time) {
    this.time = time;
  }

  static Refusals of(Account account) {
    return account.common("refusals", Refusals.class, () -> new Refusals(account.time()));
  }

  /** Throws what a request for the stream would most likely end with. */
  synchronized void check(String stream) {
    if (streams.isEmpty()) {
      return;
    }
    Instant since = time.now().minus(HOLDS);
    streams.values().removeIf(refused -> refused.at().isBefore(since));
    Refused own = streams.get(stream);
    if (own != null && own.inRow() >= (accepted.contains(stream) ? IN_A_ROW : 1)) {
      throw own.again();
    }
    if (accepted.isEmpty() && streams.size() >= STREAMS) {
      throw streams.values().iterator().next().again();
    }
  }

  synchronized void accepted(String stream) {
    accepted.add(stream);
    streams.remove(stream);
  }

  synchronized void refused(String stream, Problem problem) {
    Refused before = streams.get(stream);
    int inRow = before == null ? 1 : before.inRow() + 1;
    streams.put(stream, new Refused(inRow, problem, time.now()));
  }

  synchronized void forget() {
    streams.clear();
  }
}
