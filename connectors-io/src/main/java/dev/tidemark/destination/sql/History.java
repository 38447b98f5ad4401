package dev.tidemark.destination.sql;

import dev.tidemark.destination.StreamKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The reports that syncs have left. */
final class History {
  private final Session session;
  private final String table;

  History(Session session, Tables tables) {
    this.session = session;
    this.table = tables.syncs();
  }

  /** Keeps the report of a stream's part in a sync, or renews it. */
  void record(StreamKey key, String sync, Instant startedAt, String report) {
    session.transaction(
        () -> {
          session.update(
              "DELETE FROM " + table + " WHERE connection = ? AND stream = ? AND sync = ?",
              key.connection(),
              key.stream(),
              sync);
          session.update(
              "INSERT INTO " + table + " VALUES (?, ?, ?, ?, now(), ?)",
              key.connection(),
              key.stream(),
              sync,
              startedAt.atOffset(ZoneOffset.UTC),
              report);
          return true;
        });
  }

  Map<String, String> reports(String connection, String sync) {
    Map<String, String> reports = new HashMap<>();
    session.rows(
        row -> reports.put(row.getString(1), row.getString(2)),
        "SELECT stream, report::VARCHAR FROM " + table + " WHERE connection = ? AND sync = ?",
        connection,
        sync);
    return reports;
  }

  long syncs(String connection) {
    return session
        .rows(
            row -> row.getLong(1),
            "SELECT count(DISTINCT sync) FROM " + table + " WHERE connection = ?",
            connection)
        .get(0);
  }
}
