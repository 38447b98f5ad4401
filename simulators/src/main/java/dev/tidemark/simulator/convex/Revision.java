package dev.tidemark.simulator.convex;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document as it became at a moment.
 *
 * @param time nanoseconds since 1970
 * @param table null for a row of a system table
 * @param version -1 where it was deleted
 * @param bornAt when the document was made
 */
record Revision(long time, Table table, String id, int number, int version, long bornAt) {
  private static final double NANOS_PER_MILLI = 1e6;

  boolean isDeletion() {
    return version < 0;
  }

  /** As it stands in the log: a deletion has no fields of its own. */
  Map<String, Object> delta(Format format) {
    Map<String, Object> members = isDeletion() ? head() : document(format);
    members.put("_deleted", isDeletion());
    return members;
  }

  /** As it stands in a snapshot. */
  Map<String, Object> document(Format format) {
    Map<String, Object> members = head();
    members.put("_shape", "v2"); // a member of days to come; clients shall ignore such
    members.put("_creationTime", bornAt / NANOS_PER_MILLI);
    fields().forEach((name, value) -> members.put(name, format.write(value)));
    return members;
  }

  /** What whoever reads it must have in the end. */
  Map<String, Object> truth(Format format) {
    Map<String, Object> members = head();
    members.put("_creationTime", bornAt / NANOS_PER_MILLI);
    fields().forEach((name, value) -> members.put(name, format.plain(value)));
    return members;
  }

  private Map<String, Object> fields() {
    return table.documents().fields(number, version);
  }

  private Map<String, Object> head() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("_component", table.component());
    members.put("_id", id);
    members.put("_table", table.name());
    members.put("_ts", time);
    return members;
  }
}
