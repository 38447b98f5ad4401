package dev.tidemark.destination.sql;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.model.Column;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.DeadLetter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One worker's access to a SQL database. */
public final class SqlDestination implements Destination {
  private static final ChronoUnit MICROS = ChronoUnit.MICROS;
  private static final int ROWS_AT_ONCE = 500;
  private static final String OF_STREAM = " WHERE connection = ? AND stream = ?";
  private static final String OF_RUN = OF_STREAM + " AND sync = ?";

  private final Session session;
  private final Tables tables;

  public SqlDestination(Session session, String schema, Access access) {
    this.session = session;
    this.tables = new Tables(session.dialect(), schema);
    if (access == Access.WRITE && !exists("_tidemark_dead_letters")) {
      session.transaction(this::makeOwnTables);
    } else if (access == Access.WRITE && !has("_tidemark_ledger", "counted")) {
      // A database of an earlier version.
      session.run(tables.addCounted());
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

  @Override
  public Map<String, StreamState> states(String connection) {
    Map<String, StreamState> states = new HashMap<>();
    if (exists("_tidemark_state")) {
      session.rows(
          row -> states.put(row.getString(1), state(row)),
          "SELECT stream, version, tidemark::VARCHAR, columns::VARCHAR, run::VARCHAR FROM "
              + tables.state()
              + " WHERE connection = ?",
          connection);
    }
    return states;
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
              forgetStaged(key, run.table());
              session.run(tables.create(after, run.meta()));
              if (before != null) {
                tables.alter(before, after).forEach(session::run);
              }
              indexKeys(run, after);
              session.run(tables.createStaging(key, run));
              return saveRun(key, run, version, after);
            },
            () -> state(key).run().filter(run::equals).isPresent());
    if (!begun) {
      throw Problem.destination(key + ": another sync has changed the stream's state", null);
    }
  }

  private void indexKeys(Run run, TableSchema table) {
    if (run.strategy() == Strategy.MERGE) {
      List<String> keys =
          run.primaryKey().stream().map(f -> table.forField(f).orElseThrow().name()).toList();
      String sql =
          session.dialect().indexKeys(tables.in(run.table()), "_tidemark_key_" + run.table(), keys);
      if (sql != null) {
        session.run(sql);
      }
    }
  }

  private StreamState state(StreamKey key) {
    return states(key.connection()).getOrDefault(key.stream(), StreamState.UNKNOWN);
  }

  private boolean saveRun(StreamKey key, Run run, long version, TableSchema table) {
    if (version == 0) {
      session.update(
          "INSERT INTO " + tables.state() + " VALUES (?, ?, 1, ?, ?, ?, now())",
          key.connection(),
          key.stream(),
          Tidemark.NONE.toJson().toString(),
          table.toJson(),
          run.toJson());
      return true;
    }
    return session.update(
            "UPDATE "
                + tables.state()
                + " SET version = version + 1, columns = ?, run = ?, updated_at = now()"
                + OF_STREAM
                + " AND version = ?",
            table.toJson(),
            run.toJson(),
            key.connection(),
            key.stream(),
            version)
        == 1;
  }

  private void forgetStaged(StreamKey key, String table) {
    session.run("DROP TABLE IF EXISTS " + tables.in(Tables.stagingName(key, table)));
    session.update("DELETE FROM " + tables.ledger() + OF_STREAM, key.connection(), key.stream());
  }

  @Override
  public Optional<LedgerEntry> lastStaged(StreamKey key, String sync, String slice) {
    return session
        .rows(
            SqlDestination::entry,
            "SELECT entry, slice, page, ends, committed, detail::VARCHAR FROM "
                + tables.ledger()
                + OF_RUN
                + " AND slice = ? ORDER BY page DESC LIMIT 1",
            key.connection(),
            key.stream(),
            sync,
            slice)
        .stream()
        .findFirst();
  }

  @Override
  public List<LedgerEntry> ledger(StreamKey key, String sync) {
    return session.rows(
        SqlDestination::entry,
        "SELECT entry, slice, page, ends, committed, detail::VARCHAR FROM "
            + tables.ledger()
            + OF_RUN
            + " AND (NOT committed OR (ends AND NOT counted)) ORDER BY slice, page",
        key.connection(),
        key.stream(),
        sync);
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return LedgerEntry.parse(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getString(6));
  }

  @Override
  public void stage(StreamKey key, Run run, List<StagedPage> pages) {
    session.transaction(
        () -> {
          Set<String> known = knownPages(key, run, pages);
          List<StagedPage> fresh =
              pages.stream().filter(page -> !known.contains(pageKey(page.entry()))).toList();
          insertLedger(key, run, fresh);
          session
              .dialect()
              .load(
                  session.connection(),
                  tables.schema(),
                  Tables.stagingName(key, run.table()),
                  fresh);
          insertDeadLetters(key, run, fresh);
          return true;
        });
  }

  private Set<String> knownPages(StreamKey key, Run run, List<StagedPage> pages) {
    Set<String> known = new HashSet<>();
    for (String slice : new HashSet<>(pages.stream().map(p -> p.entry().slice()).toList())) {
      session.rows(
          row -> known.add(row.getLong(1) + "@" + slice),
          "SELECT page FROM " + tables.ledger() + OF_RUN + " AND slice = ?",
          key.connection(),
          key.stream(),
          run.sync(),
          slice);
    }
    return known;
  }

  private static String pageKey(LedgerEntry entry) {
    return entry.page() + "@" + entry.slice();
  }

  private void insertLedger(StreamKey key, Run run, List<StagedPage> pages) {
    List<Object[]> rows = new ArrayList<>();
    for (StagedPage page : pages) {
      LedgerEntry entry = page.entry();
      rows.add(
          new Object[] {
            key.connection(),
            key.stream(),
            run.sync(),
            entry.slice(),
            entry.page(),
            entry.id(),
            entry.endsSlice(),
            false,
            entry.detail(),
            false
          });
    }
    insert(tables.ledger(), rows);
  }

  private void insertDeadLetters(StreamKey key, Run run, List<StagedPage> pages) {
    List<Object[]> rows = new ArrayList<>();
    for (StagedPage page : pages) {
      OffsetDateTime extracted =
          Instant.EPOCH.plus(page.columns().extractedAt(), MICROS).atOffset(ZoneOffset.UTC);
      for (DeadLetter letter : page.columns().deadLetters()) {
        rows.add(
            new Object[] {
              key.connection(),
              key.stream(),
              run.sync(),
              page.entry().slice(),
              page.entry().page(),
              extracted,
              letter.reason(),
              letter.record()
            });
      }
    }
    insert(tables.deadLetters(), rows);
  }

  private void insert(String table, List<Object[]> rows) {
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
      String one = "(" + String.join(", ", Collections.nCopies(some.get(0).length, "?")) + ")";
      String values = String.join(", ", Collections.nCopies(some.size(), one));
      session.update(
          "INSERT INTO " + table + " VALUES " + values,
          some.stream().flatMap(Arrays::stream).toArray());
    }
  }

  @Override
  public long forget(StreamKey key, Run run, String slice) {
    long[] rows = {0};
    session.transaction(
        () -> {
          rows[0] =
              session.update(
                  "DELETE FROM "
                      + tables.in(Tables.stagingName(key, run.table()))
                      + " WHERE "
                      + MetaColumns.ENTRY
                      + " IN (SELECT entry FROM "
                      + tables.ledger()
                      + OF_RUN
                      + " AND slice = ? AND NOT committed)",
                  key.connection(),
                  key.stream(),
                  run.sync(),
                  slice);
          for (String table : List.of(tables.ledger(), tables.deadLetters())) {
            session.update(
                "DELETE FROM " + table + OF_RUN + " AND slice = ?",
                key.connection(),
                key.stream(),
                run.sync(),
                slice);
          }
          return true;
        });
    return rows[0];
  }

  @Override
  public boolean commit(Commit commit) {
    return session.transaction(
        () -> {
          if (!saveProgress(commit)) {
            return false;
          }
          moveRows(commit);
          closeLedger(commit);
          return true;
        },
        () -> isDone(commit));
  }

  /** Whether the commit has been carried out, as far as the ledger knows. */
  private boolean isDone(Commit commit) {
    if (state(commit.key()).version() == commit.version()) {
      return false;
    }
    return commit.entries().isEmpty()
        || session
            .rows(
                row -> row.getLong(1),
                "SELECT entry FROM "
                    + tables.ledger()
                    + " WHERE NOT committed AND entry IN "
                    + list(commit.entries()))
            .isEmpty();
  }

  private boolean saveProgress(Commit commit) {
    return session.update(
            "UPDATE "
                + tables.state()
                + " SET version = version + 1, tidemark = ?, columns = ?,"
                + (commit.ends() ? " run = NULL," : "")
                + " updated_at = now()"
                + OF_STREAM
                + " AND version = ?",
            commit.tidemark().toJson().toString(),
            commit.after().toJson(),
            commit.key().connection(),
            commit.key().stream(),
            commit.version())
        == 1;
  }

  private void moveRows(Commit commit) {
    tables.alter(commit.before(), commit.after()).forEach(session::run);
    CommitSql sql = new CommitSql(tables, commit);
    if (!commit.entries().isEmpty()) {
      boolean keyed = !commit.run().primaryKey().isEmpty();
      boolean repeated =
          keyed && session.rows(row -> row.getLong(1), sql.countRepeatedKeys()).get(0) > 0;
      sql.statements(repeated).forEach(session::run);
    }
    if (commit.ends()) {
      sql.removeMarked().ifPresent(session::run);
      session.run(sql.dropStaging());
    }
  }

  private void closeLedger(Commit commit) {
    if (commit.ends()) {
      session.update(
          "DELETE FROM " + tables.ledger() + OF_STREAM,
          commit.key().connection(),
          commit.key().stream());
      return;
    }
    mark("committed", commit.entries());
    mark("counted", commit.counted());
  }

  private void mark(String flag, List<Long> entries) {
    if (!entries.isEmpty()) {
      session.run(
          "UPDATE " + tables.ledger() + " SET " + flag + " = true WHERE entry IN " + list(entries));
    }
  }

  @Override
  public void reset(StreamKey key) {
    StreamState state = state(key);
    session.transaction(
        () -> {
          if (state.schema().isPresent()) {
            forgetStaged(key, state.table().table());
          }
          setTidemark(key, Tidemark.NONE);
          return true;
        });
  }

  @Override
  public void overwrite(StreamKey key, Tidemark tidemark) {
    session.transaction(
        () -> {
          if (setTidemark(key, tidemark) == 0) {
            session.update(
                "INSERT INTO " + tables.state() + " VALUES (?, ?, 1, ?, NULL, NULL, now())",
                key.connection(),
                key.stream(),
                tidemark.toJson().toString());
          }
          return true;
        });
  }

  private long setTidemark(StreamKey key, Tidemark tidemark) {
    return session.update(
        "UPDATE "
            + tables.state()
            + " SET version = version + 1, tidemark = ?, run = NULL, updated_at = now()"
            + OF_STREAM,
        tidemark.toJson().toString(),
        key.connection(),
        key.stream());
  }

  @Override
  public void record(StreamKey key, String sync, Instant startedAt, String report) {
    session.transaction(
        () -> {
          session.update(
              "DELETE FROM " + tables.syncs() + OF_RUN, key.connection(), key.stream(), sync);
          session.update(
              "INSERT INTO " + tables.syncs() + " VALUES (?, ?, ?, ?, now(), ?)",
              key.connection(),
              key.stream(),
              sync,
              startedAt.atOffset(ZoneOffset.UTC),
              report);
          return true;
        });
  }

  @Override
  public Map<String, String> reports(String connection, String sync) {
    Map<String, String> reports = new HashMap<>();
    session.rows(
        row -> reports.put(row.getString(1), row.getString(2)),
        "SELECT stream, report::VARCHAR FROM "
            + tables.syncs()
            + " WHERE connection = ? AND sync = ?",
        connection,
        sync);
    return reports;
  }

  @Override
  public long syncs(String connection) {
    return session
        .rows(
            row -> row.getLong(1),
            "SELECT count(DISTINCT sync) FROM " + tables.syncs() + " WHERE connection = ?",
            connection)
        .get(0);
  }

  @Override
  public QueryResult query(String sql) {
    return SqlResult.of(session, sql);
  }

  static String list(Collection<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public void close() {
    session.close();
  }
}
