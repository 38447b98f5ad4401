package dev.tidemark;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.sync.SyncJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of a stream, as something to read. Each call opens the destination, reads, and closes
 * it; for more rows than fit into memory use {@link #sql} with a {@code LIMIT}, or a database
 * client.
 */
public final class Dataset {
  private final SyncJob job;
  private final String table;

  private Dataset(SyncJob job, String table) {
    this.job = job;
    this.table = table;
  }

  static Dataset of(SyncJob job, String stream) {
    return new Dataset(job, ColumnNames.normalise(stream));
  }

  /** All rows, each a map from column to value. */
  public List<Map<String, Object>> rows() {
    return sql("SELECT * FROM " + qualifiedName());
  }

  /** How many rows there are. */
  public long count() {
    Object count = sql("SELECT count(*) AS n FROM " + qualifiedName()).get(0).get("n");
    return ((Number) count).longValue();
  }

  /** Rows of a query in the destination's SQL, over any of its tables. */
  public List<Map<String, Object>> sql(String query) {
    try (Destination destination = job.destination().open(Access.READ);
        QueryResult result = destination.query(query)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (result.hasNext()) {
        rows.add(named(result.names(), result.next()));
      }
      return rows;
    }
  }

  private static Map<String, Object> named(List<String> columns, List<Object> values) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), values.get(i));
    }
    return row;
  }

  private String qualifiedName() {
    String name = "\"" + table.replace("\"", "\"\"") + "\"";
    String schema = job.destination().schema();
    return schema == null ? name : "\"" + schema.replace("\"", "\"\"") + "\"." + name;
  }
}
