package dev.tidemark.destination.sql;

import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.ColumnType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The reports that syncs have left. */
final class History {
  private final Database database;
  private final String table;
  private final String text;

  History(Database database, Tables tables) {
    this.database = database;
    this.table = tables.syncs();
    this.text = database.dialect().type(ColumnType.TEXT);
  }

  /** Keeps the report of a stream's part in a sync, or renews it. */
  void record(StreamKey key, String sync, Instant startedAt, String report) {
    database.transact(
        () ->
            new Transaction()
                .change(
                    "DELETE FROM " + table + " WHERE connection = ? AND stream = ? AND sync = ?",
                    key.connection(),
                    key.stream(),
                    sync)
                .change(
                    "INSERT INTO " + table + " VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, ?)",
                    key.connection(),
                    key.stream(),
                    sync,
                    startedAt.atOffset(ZoneOffset.UTC),
                    report),
        () -> false);
  }

  Map<String, String> reports(String connection, String sync) {
    Map<String, String> reports = new HashMap<>();
    database.rows(
        row -> reports.put(row.text(1), row.text(2)),
        "SELECT stream, CAST(report AS "
            + text
            + ") FROM "
            + table
            + " WHERE connection = ? AND sync = ?",
        connection,
        sync);
    return reports;
  }

  long syncs(String connection) {
    return database
        .rows(
            row -> row.number(1),
            "SELECT count(DISTINCT sync) FROM " + table + " WHERE connection = ?",
            connection)
        .get(0);
  }
}
