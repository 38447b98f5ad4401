package dev.tidemark.simulator.twilio;

import java.util.List;
import java.util.Map;

/**
 * All there is in the account. Immutable; each growth makes a new one.
 *
 * @param rows of each stream, oldest first
 * @param growths how often it has grown
 * @param end until when things have happened, in seconds since 1970
 */
record State(Map<String, List<Row>> rows, int growths, long end) {
  State {
    rows = Map.copyOf(rows);
  }

  List<Row> of(String stream) {
    return rows.getOrDefault(stream, List.of());
  }

  /** The row of a sid, or null. */
  Row find(String stream, int account, String sid) {
    return of(stream).stream()
        .filter(row -> row.account() == account && row.sid().equals(sid))
        .findFirst()
        .orElse(null);
  }
}
