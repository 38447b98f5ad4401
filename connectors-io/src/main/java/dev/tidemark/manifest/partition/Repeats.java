package dev.tidemark.manifest.partition;

import dev.tidemark.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds parts that come again while a stream is divided. It keeps the place where each value came
 * first, so that whoever lists the same parts once more from some place on finds the same. Nothing
 * is lost if it forgets: a part is then read twice. Safe for any number of threads.
 */
final class Repeats {
  /** So many values are kept at most; those that come later are not known again. */
  private static final int MOST = 100_000;

  private final Map<String, Long> places = new HashMap<>();
  private Instant listing;

  /**
   * The parts whose value has not come before.
   *
   * @param today tells one listing from another
   * @param count how many parts came before these
   */
  synchronized List<Part> without(
      List<Part> parts, Function<Part, Object> value, Instant today, long count) {
    if (count == 0 || !today.equals(listing)) {
      places.clear();
      listing = today;
    }
    List<Part> first = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (firstPlace(Json.writeCanonical(value.apply(part)), count + i) >= count + i) {
        first.add(part);
      }
    }
    return first;
  }

  private long firstPlace(String value, long place) {
    if (places.size() < MOST) {
      places.putIfAbsent(value, place);
    }
    return places.getOrDefault(value, place);
  }
}
