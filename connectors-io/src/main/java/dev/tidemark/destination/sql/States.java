package dev.tidemark.destination.sql;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What is known of streams. A change that was decided on an older version is refused. */
final class States {
  private static final String OF_STREAM = " WHERE connection = ? AND stream = ?";

  private final Session session;
  private final String table;

  States(Session session, Tables tables) {
    this.session = session;
    this.table = tables.state();
  }

  Map<String, StreamState> of(String connection) {
    Map<String, StreamState> states = new HashMap<>();
    session.rows(
        row -> states.put(row.getString(1), state(row)),
        "SELECT stream, version, tidemark::VARCHAR, columns::VARCHAR, run::VARCHAR FROM "
            + table
            + " WHERE connection = ?",
        connection);
    return states;
  }

  StreamState of(StreamKey key) {
    return of(key.connection()).getOrDefault(key.stream(), StreamState.UNKNOWN);
  }

  private static StreamState state(ResultSet row) throws SQLException {
    String columns = row.getString(4);
    String run = row.getString(5);
    return new StreamState(
        row.getLong(2),
        Tidemark.parse(row.getString(3)),
        columns == null ? null : TableSchema.parse(columns),
        run == null ? null : Run.parse(run));
  }

  /**
   * Opens a run.
   *
   * @return false if the state has changed
   */
  boolean open(StreamKey key, Run run, long version, TableSchema after) {
    if (version == 0) {
      session.update(
          "INSERT INTO " + table + " VALUES (?, ?, 1, ?, ?, ?, now())",
          key.connection(),
          key.stream(),
          Tidemark.NONE.toJson().toString(),
          after.toJson(),
          run.toJson());
      return true;
    }
    return update(
            "columns = ?, run = ?",
            OF_STREAM + " AND version = ?",
            after.toJson(),
            run.toJson(),
            key.connection(),
            key.stream(),
            version)
        == 1;
  }

  /**
   * Advances a tidemark.
   *
   * @return false if the state has changed
   */
  boolean advance(Commit commit) {
    return update(
            "tidemark = ?, columns = ?" + (commit.ends() ? ", run = NULL" : ""),
            OF_STREAM + " AND version = ?",
            commit.tidemark().toJson().toString(),
            commit.after().toJson(),
            commit.key().connection(),
            commit.key().stream(),
            commit.version())
        == 1;
  }

  /** Sets a tidemark whatever it was; an open run is forgotten. */
  void set(StreamKey key, Tidemark tidemark) {
    String json = tidemark.toJson().toString();
    long known =
        update("tidemark = ?, run = NULL", OF_STREAM, json, key.connection(), key.stream());
    if (known == 0) {
      session.update(
          "INSERT INTO " + table + " VALUES (?, ?, 1, ?, NULL, NULL, now())",
          key.connection(),
          key.stream(),
          json);
    }
  }

  private long update(String changes, String which, Object... parameters) {
    return session.update(
        "UPDATE " + table + " SET version = version + 1, updated_at = now(), " + changes + which,
        parameters);
  }
}
