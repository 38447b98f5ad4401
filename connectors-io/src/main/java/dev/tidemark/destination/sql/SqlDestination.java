package dev.tidemark.destination.sql;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.model.Column;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One worker's access to a SQL database. */
public final class SqlDestination implements Destination {
  private final Session session;
  private final Access access;
  private final Tables tables;
  private final States states;
  private final Staging staging;
  private final History history;

  public SqlDestination(Session session, String schema, Access access) {
    this.session = session;
    this.access = access;
    this.tables = new Tables(session.dialect(), schema);
    this.states = new States(session, tables);
    this.staging = new Staging(session, tables);
    this.history = new History(session, tables);
    if (access == Access.WRITE) {
      prepareOwnTables();
    }
  }

  private void prepareOwnTables() {
    if (!exists("_tidemark_dead_letters")) {
      session.transaction(this::makeOwnTables);
    } else if (!has("_tidemark_ledger", "counted")) {
      session.transaction(this::renewLedger);
    }
  }

  private boolean has(String table, String column) {
    return columns(table).orElseThrow().stream().anyMatch(c -> c.name().equals(column));
  }

  private boolean makeOwnTables() {
    boolean isThere =
        !session
            .rows(
                row -> row.getString(1),
                "SELECT schema_name FROM information_schema.schemata"
                    + " WHERE catalog_name = current_database() AND schema_name = ?",
                session.dialect().identifier(tables.schema()))
            .isEmpty();
    // Asking for a schema that is there takes a right that nobody needs for its tables.
    if (!isThere) {
      session.run(tables.createSchema());
    }
    tables.own().forEach(session::run);
    return true;
  }

  private boolean renewLedger() {
    session.run(tables.addCounted());
    return true;
  }

  @Override
  public Map<String, StreamState> states(String connection) {
    // Whoever only reads may look at a database that we never wrote to.
    return access == Access.WRITE || exists("_tidemark_state") ? states.of(connection) : Map.of();
  }

  @Override
  public Optional<List<Column>> columns(String table) {
    List<Column> columns =
        session.rows(
            row ->
                new Column(
                    row.getString(1), row.getString(1), session.dialect().type(row.getString(2))),
            "SELECT column_name, "
                + session.dialect().nativeType()
                + " FROM information_schema.columns"
                + " WHERE table_catalog = current_database() AND table_schema = ?"
                + " AND table_name = ? ORDER BY ordinal_position",
            session.dialect().identifier(tables.schema()),
            session.dialect().identifier(table));
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
  }

  private boolean exists(String table) {
    return columns(table).isPresent();
  }

  @Override
  public void begin(StreamKey key, Run run, long version, TableSchema before, TableSchema after) {
    boolean begun =
        session.transaction(
            () -> {
              session.run(tables.create(after, run.meta()));
              if (before != null) {
                tables.alter(before, after).forEach(session::run);
              }
              if (run.beginsVersions(before)) {
                session.run(
                    new Validity(session.dialect(), tables.in(run.table()), after, run).begin());
              }
              indexKeys(run, after);
              staging.open(key, run);
              return states.open(key, run, version, after);
            },
            () -> states.of(key).run().filter(run::equals).isPresent());
    if (!begun) {
      throw Problem.destination(key + ": another sync has changed the stream's state", null);
    }
  }

  private void indexKeys(Run run, TableSchema table) {
    if (run.strategy().byKey()) {
      List<String> keys = run.keyColumns(table);
      String sql =
          session.dialect().indexKeys(tables.in(run.table()), "_tidemark_key_" + run.table(), keys);
      if (sql != null) {
        session.run(sql);
      }
    }
  }

  @Override
  public Map<String, LedgerEntry> lastStaged(StreamKey key, String sync, List<String> slices) {
    return staging.ledger().last(key, sync, slices);
  }

  @Override
  public List<LedgerEntry> ledger(StreamKey key, String sync) {
    return staging.ledger().open(key, sync);
  }

  @Override
  public void stage(StreamKey key, Run run, List<StagedPage> pages) {
    session.transaction(
        () -> {
          staging.add(key, run, pages);
          return true;
        });
  }

  @Override
  public long forget(StreamKey key, Run run, String slice) {
    long[] rows = {0};
    session.transaction(
        () -> {
          rows[0] = staging.forget(key, run, slice);
          return true;
        });
    return rows[0];
  }

  @Override
  public boolean commit(Commit commit) {
    return session.transaction(
        () -> {
          if (!states.advance(commit)) {
            return false;
          }
          moveRows(commit);
          return true;
        },
        () -> isDone(commit));
  }

  /** Whether the commit has been carried out, as far as state and ledger tell. */
  private boolean isDone(Commit commit) {
    return states.of(commit.key()).version() != commit.version()
        && staging.ledger().isCommitted(commit.entries());
  }

  private void moveRows(Commit commit) {
    tables.alter(commit.before(), commit.after()).forEach(session::run);
    new CommitSql(tables, commit).run(session);
    if (commit.ends()) {
      staging.clear(commit.key(), commit.run().table());
    } else {
      staging.ledger().markCommitted(commit.entries());
      staging.ledger().markCommitted(commit.versions().dropped());
      staging.ledger().markCounted(commit.counted());
    }
  }

  @Override
  public void reset(StreamKey key) {
    StreamState state = states.of(key);
    session.transaction(
        () -> {
          if (state.schema().isPresent()) {
            staging.clear(key, state.table().table());
          }
          if (state.version() > 0) {
            states.set(key, Tidemark.NONE);
          }
          return true;
        });
  }

  @Override
  public void overwrite(StreamKey key, Tidemark tidemark) {
    session.transaction(
        () -> {
          states.set(key, tidemark);
          return true;
        });
  }

  @Override
  public void record(StreamKey key, String sync, Instant startedAt, String report) {
    history.record(key, sync, startedAt, report);
  }

  @Override
  public Map<String, String> reports(String connection, String sync) {
    return history.reports(connection, sync);
  }

  @Override
  public long syncs(String connection) {
    return history.syncs(connection);
  }

  @Override
  public QueryResult query(String sql) {
    return SqlResult.of(session, sql);
  }

  @Override
  public void close() {
    session.close();
  }
}
