package dev.tidemark.destination;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Partition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows from parts of a stream coming in versions, of which only the newest counts.
 *
 * @param dropped ids of the ledger entries whose rows do not enter, because there is a newer
 *     version
 * @param emptied parts whose new version has no rows
 */
public record Versions(List<Long> dropped, List<String> emptied) {
  static final Versions NONE = new Versions(List.of(), List.of());

  public Versions {
    dropped = List.copyOf(dropped);
    emptied = List.copyOf(emptied);
  }

  /**
   * @param entering entries of whole partitions that could enter
   */
  static Versions of(Run run, List<LedgerEntry> entering) {
    boolean onlyNewest = run.strategy() == Strategy.SUPERSEDE || run.strategy() == Strategy.REPLACE;
    if (run.origin() == null || !onlyNewest) {
      return NONE;
    }
    Map<String, CursorMark> latest = new HashMap<>();
    Map<String, Long> readAt = new HashMap<>();
    Map<String, Long> rows = new HashMap<>();
    for (LedgerEntry entry : entering) {
      latest.merge(entry.partition(), entry.latest(), CursorMark::later);
      readAt.merge(entry.partition(), entry.readAt(), Long::max);
      rows.merge(entry.partition(), entry.rows(), Long::sum);
    }
    Comparator<String> byAge = Comparator.<String, CursorMark>comparing(latest::get);
    // Of two versions within the same second, the one that was there later was read later.
    byAge = byAge.thenComparing(readAt::get);
    Map<String, String> newest = new HashMap<>();
    latest.keySet().stream().sorted(byAge).forEach(key -> newest.put(origin(run, key), key));
    Set<String> counting = new HashSet<>(newest.values());
    List<Long> dropped = new ArrayList<>();
    for (LedgerEntry entry : entering) {
      if (!counting.contains(entry.partition())) {
        dropped.add(entry.id());
      }
    }
    List<String> emptied = new ArrayList<>();
    newest.forEach(
        (origin, partition) -> {
          if (rows.get(partition) == 0) {
            emptied.add(origin);
          }
        });
    return new Versions(dropped, emptied);
  }

  private static String origin(Run run, String partition) {
    return new Partition(partition).values().text(run.origin(), "");
  }
}
