package dev.tidemark.destination.sql;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.util.HashMap;
import java.util.Map;

/** What is known of streams. A change that was decided on an older version is refused. */
final class States {
  private static final String OF_STREAM = " WHERE connection = ? AND stream = ?";
  private static final StreamKey NOBODY = new StreamKey("", "");

  private final Database database;
  private final String table;

  States(Database database, Tables tables) {
    this.database = database;
    this.table = tables.state();
  }

  Map<String, StreamState> of(String connection) {
    Map<String, StreamState> states = new HashMap<>();
    database.rows(
        row -> states.put(row.text(1), state(row)),
        "SELECT stream, version, "
            + text("tidemark")
            + ", "
            + text("columns")
            + ", "
            + text("run")
            + " FROM "
            + table
            + " WHERE connection = ?",
        connection);
    return states;
  }

  private String text(String document) {
    return "CAST(" + document + " AS " + database.dialect().type(ColumnType.TEXT) + ")";
  }

  StreamState of(StreamKey key) {
    return of(key.connection()).getOrDefault(key.stream(), StreamState.UNKNOWN);
  }

  private static StreamState state(Database.Row row) {
    String columns = row.text(4);
    String run = row.text(5);
    return new StreamState(
        row.number(2),
        Tidemark.parse(row.text(3)),
        columns == null ? null : TableSchema.parse(columns),
        run == null ? null : Run.parse(run));
  }

  /** Opens a run. */
  void open(Transaction transaction, StreamKey key, Run run, long version, TableSchema after) {
    if (version == 0) {
      introduce(transaction, key);
    }
    transaction.require(
        update("columns = ?, run = ?", OF_STREAM + " AND version = ?"),
        after.toJson(),
        run.toJson(),
        key.connection(),
        key.stream(),
        version);
  }

  /** Makes a stream known that has no state yet, for the update that follows. */
  private void introduce(Transaction transaction, StreamKey key) {
    if (!database.dialect().noticesInserts()) {
      transaction.introduce(update("run = NULL", OF_STREAM), NOBODY.connection(), NOBODY.stream());
    }
    insert(transaction, key);
  }

  /** Makes the row that others wait at who make a stream known. */
  Transaction prepare() {
    Transaction transaction = new Transaction();
    if (!database.dialect().noticesInserts()) {
      insert(transaction, NOBODY);
    }
    return transaction;
  }

  private void insert(Transaction transaction, StreamKey key) {
    String type = database.dialect().type(database.dialect().documents());
    transaction.introduce(
        "INSERT INTO "
            + table
            + " (connection, stream, version, tidemark) SELECT ?, ?, 0, CAST(? AS "
            + type
            + ") FROM (SELECT 1 AS one) AS nothing WHERE NOT EXISTS (SELECT 1 FROM "
            + table
            + OF_STREAM
            + ")",
        key.connection(),
        key.stream(),
        Tidemark.NONE.toJson().toString(),
        key.connection(),
        key.stream());
  }

  /** Changes nothing but the columns that a stream's table is known to have. */
  void adopt(Transaction transaction, StreamKey key, long version, TableSchema columns) {
    transaction.require(
        update("columns = ?", OF_STREAM + " AND version = ?"),
        columns.toJson(),
        key.connection(),
        key.stream(),
        version);
  }

  /**
   * Waits for whoever is changing a stream's state, and keeps others from it until the transaction
   * ends: what they read from must not be removed under them. Does nothing where it can't happen.
   *
   * @return false if it is known to have another version than this one by now
   */
  boolean hold(StreamKey key, long version) {
    String holding = database.dialect().holding();
    return holding.isEmpty()
        || database
            .rows(
                row -> row.number(1),
                "SELECT version FROM " + table + OF_STREAM + holding,
                key.connection(),
                key.stream())
            .contains(version);
  }

  /** Advances a tidemark. */
  void advance(Transaction transaction, Commit commit) {
    transaction.require(
        update(
            "tidemark = ?, columns = ?" + (commit.ends() ? ", run = NULL" : ""),
            OF_STREAM + " AND version = ?"),
        commit.tidemark().toJson().toString(),
        commit.after().toJson(),
        commit.key().connection(),
        commit.key().stream(),
        commit.version());
  }

  /** Sets a tidemark whatever it was; an open run is forgotten. */
  void set(Transaction transaction, StreamKey key, Tidemark tidemark) {
    introduce(transaction, key);
    transaction.require(
        update("tidemark = ?, run = NULL", OF_STREAM),
        tidemark.toJson().toString(),
        key.connection(),
        key.stream());
  }

  private String update(String changes, String which) {
    return "UPDATE "
        + table
        + " SET version = version + 1, updated_at = CURRENT_TIMESTAMP, "
        + changes
        + which;
  }
}
