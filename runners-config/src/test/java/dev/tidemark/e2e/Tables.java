package dev.tidemark.e2e;

import dev.tidemark.Dataset;
import dev.tidemark.simulator.Simulator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Compares what a sync made of a simulated Convex deployment with what is there. */
final class Tables {
  private static final String KEY = "_id";

  private Tables() {}

  /**
   * Differences between all tables and their documents; empty if there are none. Rows that are
   * marked as deleted must be of documents that are gone.
   *
   * @param parameters what the simulator must know to say how documents are told
   */
  static List<String> differences(
      Simulator simulator, Map<String, String> parameters, Function<String, Dataset> datasets) {
    List<String> differences = new ArrayList<>();
    for (String table : simulator.streams()) {
      List<Map<String, Object>> truth = simulator.truth(table, parameters);
      List<Map<String, Object>> rows = datasets.apply(table).rows();
      List<Map<String, Object>> alive = rows.stream().filter(row -> !isMarked(row)).toList();
      Truth.differences(truth, alive, KEY).forEach(d -> differences.add(table + ": " + d));
      Set<Object> there = new HashSet<>();
      truth.forEach(document -> there.add(document.get(KEY)));
      for (Map<String, Object> row : rows) {
        if (isMarked(row) && there.contains(row.get(KEY))) {
          differences.add(table + ": " + row.get(KEY) + " is marked as deleted and is not");
        }
      }
    }
    return differences;
  }

  static boolean isMarked(Map<String, Object> row) {
    boolean deleted = Boolean.TRUE.equals(row.get("_deleted"));
    if (deleted != (row.get("_ab_cdc_deleted_at") != null)) {
      throw new AssertionError("the two marks of a deletion differ: " + row);
    }
    return deleted;
  }
}
