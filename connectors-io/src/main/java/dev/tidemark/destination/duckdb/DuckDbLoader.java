package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.shape.ColumnBatch;
import dev.tidemark.shape.Vector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Appends rows of pages to a staging table, value by value without boxing. */
final class DuckDbLoader {
  private DuckDbLoader() {}

  static void load(Connection connection, String schema, String table, List<StagedPage> pages)
      throws SQLException {
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender(schema, table)) {
      for (StagedPage page : pages) {
        append(appender, page);
      }
    }
  }

  private static void append(DuckDBAppender appender, StagedPage page) throws SQLException {
    ColumnBatch batch = page.columns();
    Vector[] columns = batch.ofRows();
    long entry = page.entry().id();
    for (int row = 0; row < batch.rows(); row++) {
      appender.beginRow();
      appender.append(entry);
      value(appender, batch.ids(), row);
      appender.appendEpochMicros(batch.extractedAt());
      for (Vector column : columns) {
        if (column.isNull(row)) {
          appender.appendNull();
        } else {
          value(appender, column, row);
        }
      }
      appender.endRow();
    }
  }

  private static void value(DuckDBAppender appender, Vector column, int row) throws SQLException {
    switch (column.type()) {
      case TEXT, JSON -> appender.append(column.textAt(row));
      case INTEGER -> appender.append(column.longAt(row));
      case BOOLEAN -> appender.append(column.longAt(row) != 0);
      case DECIMAL -> appender.append(column.decimalAt(row));
      case BIG_INTEGER -> appender.append(column.bigIntegerAt(row));
      case DOUBLE -> appender.append(column.doubleAt(row));
      case DATE -> appender.appendEpochDays((int) column.longAt(row));
      case TIME -> appender.appendDayMicros(column.longAt(row));
      case TIMESTAMP, TIMESTAMP_TZ -> appender.appendEpochMicros(column.longAt(row));
      case UUID -> appender.appendUUID(column.longAt(row), column.lowAt(row));
    }
  }
}
