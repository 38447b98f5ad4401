package dev.tidemark.source.convex;

/**
 * Names a table.
 *
 * @param component path of its component; empty for the root
 * @param table its name there
 */
record TableName(String component, String table) {
  /** The table of a stream: {@code table}, or {@code component/table}. */
  static TableName of(String stream) {
    int slash = stream.lastIndexOf('/');
    return new TableName(stream.substring(0, Math.max(0, slash)), stream.substring(slash + 1));
  }

  String stream() {
    return component.isEmpty() ? table : component + "/" + table;
  }
}
