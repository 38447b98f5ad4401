package dev.tidemark.simulator;

import dev.tidemark.simulator.record.JsonBytes;
import java.util.Map;

/**
 * One imitated API: its data and how it answers. The server around it does connections, limits,
 * faults and the log. All methods may be called by several threads at once.
 */
public interface Api {
  /** The rate this API allows when nothing else is asked for; null where it counts none. */
  Rate rate();

  /** How many requests may be under way at once; 0 for any number. */
  default int mostAtOnce() {
    return 0;
  }

  /** Whether {@code Retry-After} may tell a part of a second. */
  default boolean waitsInFractions() {
    return false;
  }

  /** What there is to read. */
  ApiData data();

  /** What can be done to it beside letting it grow, where there is anything of the kind. */
  default Object controls() {
    return this;
  }

  /** The hosts that are played, and what their paths begin with here. */
  Map<String, String> hosts();

  /** Whether the request carries the right key. */
  boolean knows(Request request);

  /** Writes the body for a request with the right key. */
  Answer answer(Request request, JsonBytes body);

  /** Writes the body for a request without the right key. */
  Answer unauthorized(Request request, JsonBytes body);

  /** Writes the body for one request too many: the rate is exceeded, or a fault says so. */
  Answer tooManyRequests(Quota quota, JsonBytes body);

  /**
   * Headers of every answer.
   *
   * @param quota null when nothing is limited
   */
  default Map<String, String> headers(Request request, Quota quota) {
    return Map.of();
  }
}
