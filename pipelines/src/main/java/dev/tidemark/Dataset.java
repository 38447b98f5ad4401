package dev.tidemark;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.export.Export;
import dev.tidemark.export.Format;
import dev.tidemark.sync.SyncJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of a stream, or the rows of a query, as something to read. {@link #columns}, {@link
 * #where}, {@link #orderBy} and {@link #limit} give a dataset with less; nothing is read before
 * rows are asked for. Each call then opens the destination, reads, and closes it. However large it
 * is, {@link #stream} and the exports hold little of it in memory.
 */
public final class Dataset {
  private final DestinationRef destination;
  private final Selection selection;

  private Dataset(DestinationRef destination, Selection selection) {
    this.destination = destination;
    this.selection = selection;
  }

  /** What syncs of a job brought of a stream. */
  public static Dataset of(SyncJob job, String stream) {
    return new Dataset(job.destination(), Selection.of(job.table(stream)));
  }

  /**
   * A table of a destination, whoever filled it.
   *
   * @param url as {@code duckdb:crm.duckdb}
   */
  public static Dataset of(String url, String table) {
    return new Dataset(DestinationRef.of(url), Selection.of(table));
  }

  /** Only these columns, in this order. */
  public Dataset columns(String... names) {
    return with(selection.withColumns(List.of(names)));
  }

  /** Only rows that meet this condition, and those of earlier calls. */
  public Dataset where(Condition condition) {
    return with(selection.withCondition(condition));
  }

  /** The same in the destination's SQL; what comes from elsewhere belongs into the other form. */
  public Dataset where(String sql) {
    return where(Condition.sql(sql));
  }

  /** Smallest first, by this column after those of earlier calls. */
  public Dataset orderBy(String column) {
    return with(selection.withOrder(column, false));
  }

  /** Greatest first, by this column after those of earlier calls. */
  public Dataset orderByDescending(String column) {
    return with(selection.withOrder(column, true));
  }

  /** No more rows than that. */
  public Dataset limit(long rows) {
    return with(selection.withLimit(rows));
  }

  /** The rows of a query in the destination's SQL, over any of its tables. */
  public Dataset query(String sql) {
    return with(Selection.ofQuery(sql));
  }

  private Dataset with(Selection changed) {
    return new Dataset(destination, changed);
  }

  /** All rows in memory, each a map from column to value. */
  public List<Map<String, Object>> rows() {
    try (Stream<Row> rows = stream()) {
      return rows.map(Row::asMap).toList();
    }
  }

  /** All rows of a query in memory. */
  public List<Map<String, Object>> sql(String query) {
    return query(query).rows();
  }

  /** The rows as they are asked for; to be closed, unless it is read to its end. */
  public Stream<Row> stream() {
    Destination opened = destination.open(Access.READ);
    try {
      return new Rows(opened, selection.read(opened)).stream();
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** How many rows there are. */
  public long count() {
    try (Destination opened = destination.open(Access.READ);
        QueryResult result = selection.count(opened)) {
      return ((Number) result.next().get(0)).longValue();
    }
  }

  /** Names of the columns. */
  public List<String> columnNames() {
    return limit(0).read(QueryResult::names);
  }

  /** Writes the rows to a CSV file; returns how many. */
  public long toCsv(Path file) {
    return to(Format.CSV, file);
  }

  /** Writes the rows to a file with a JSON object a line; returns how many. */
  public long toJsonl(Path file) {
    return to(Format.JSONL, file);
  }

  /** Writes the rows to a Parquet file; returns how many. */
  public long toParquet(Path file) {
    return to(Format.PARQUET, file);
  }

  /** Writes the rows to an Arrow file; returns how many. */
  public long toArrow(Path file) {
    return to(Format.ARROW, file);
  }

  /** Writes the rows to a file, which is there only when it is whole; returns how many. */
  public long to(Format format, Path file) {
    return read(rows -> Export.toFile(rows, format, file));
  }

  /** Writes the rows to a stream, and leaves it open; returns how many. */
  public long to(Format format, OutputStream out) throws IOException {
    try (Destination opened = destination.open(Access.READ);
        QueryResult result = selection.read(opened)) {
      return Export.toStream(result, format, out);
    }
  }

  <T> T read(Function<QueryResult, T> reader) {
    try (Destination opened = destination.open(Access.READ);
        QueryResult result = selection.read(opened)) {
      return reader.apply(result);
    }
  }
}
