package dev.tidemark.simulator;

import java.util.HashMap;
import java.util.Map;

/** For each path the last request that asked for something else than the present one. */
final class PreviousRequests {
  private record Pair(Request last, Request before) {}

  private final Map<String, Pair> pairs = new HashMap<>();

  /**
   * Makes this request the last one; answers the one before it that asked for something else, or
   * null.
   */
  synchronized Request replace(Request request) {
    Pair known = pairs.get(request.path());
    Pair now =
        known == null || known.last.target().equals(request.target())
            ? new Pair(request, known == null ? null : known.before)
            : new Pair(request, known.last);
    pairs.put(request.path(), now);
    return now.before;
  }
}
