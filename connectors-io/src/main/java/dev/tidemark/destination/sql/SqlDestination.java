package dev.tidemark.destination.sql;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One worker's access to a SQL database. */
public final class SqlDestination implements Destination {
  private final Database database;
  private final Access access;
  private final Rhythm rhythm;
  private final Tables tables;
  private final States states;
  private final Staging staging;
  private final History history;

  /** Rows are staged in tables. */
  public SqlDestination(Database database, String schema, Access access) {
    this(database, schema, access, Rhythm.OF_TRANSACTIONS);
  }

  public SqlDestination(Database database, String schema, Access access, Rhythm rhythm) {
    this(database, new Tables(database.dialect(), schema), access, rhythm, TableStage::new);
  }

  /** Rows are staged in portions where many come at once. */
  public SqlDestination(
      Database database, String schema, Access access, Rhythm rhythm, Portions portions) {
    this(
        database,
        new Tables(database.dialect(), schema),
        access,
        rhythm,
        (d, tables) -> new PortionStage(d, tables, portions));
  }

  /**
   * The same with a table for each portion.
   *
   * @param fewest how many rows at once are worth one
   */
  public static SqlDestination withTables(
      Database database, String schema, Access access, int fewest) {
    return new SqlDestination(
        database,
        new Tables(database.dialect(), schema),
        access,
        Rhythm.OF_TRANSACTIONS,
        (d, tables) -> new PortionStage(d, tables, new PortionTables(d, tables, fewest)));
  }

  private SqlDestination(
      Database database,
      Tables tables,
      Access access,
      Rhythm rhythm,
      BiFunction<Database, Tables, Stage> stage) {
    this.database = database;
    this.access = access;
    this.rhythm = rhythm;
    this.tables = tables;
    this.states = new States(database, tables);
    this.staging = new Staging(database, tables, stage.apply(database, tables));
    this.history = new History(database, tables);
    if (access == Access.WRITE) {
      prepareOwnTables();
    }
  }

  private void prepareOwnTables() {
    if (!exists("_tidemark_dead_letters")) {
      // That of dead letters is the last: it tells that the others are there.
      List<String> own = tables.own();
      always(() -> ownTables(own.subList(0, own.size() - 1)));
      always(states::prepare);
      always(() -> new Transaction().define(own.get(own.size() - 1)));
    } else if (!has("_tidemark_ledger", "counted")) {
      always(() -> new Transaction().define(tables.addCounted()));
    }
  }

  /** Carries out what may safely be done twice. */
  private void always(Supplier<Transaction> plan) {
    transact(plan, () -> false);
  }

  private boolean transact(Supplier<Transaction> plan, BooleanSupplier done) {
    AtomicReference<Transaction> last = new AtomicReference<>();
    boolean carriedOut = database.transact(() -> last.updateAndGet(before -> plan.get()), done);
    if (carriedOut) {
      last.get().afterwards().forEach(Runnable::run);
    }
    return carriedOut;
  }

  private boolean has(String table, String column) {
    return columns(table).orElseThrow().stream().anyMatch(c -> c.name().equals(column));
  }

  private Transaction ownTables(List<String> own) {
    Transaction transaction = new Transaction();
    // Asking for a schema that is there takes a right that nobody needs for its tables.
    if (!database.hasSchema(tables.schema())) {
      transaction.define(tables.createSchema());
    }
    return transaction.define(own);
  }

  @Override
  public Map<String, StreamState> states(String connection) {
    // Whoever only reads may look at a database that we never wrote to.
    return access == Access.WRITE || exists("_tidemark_state") ? states.of(connection) : Map.of();
  }

  @Override
  public Optional<List<Column>> columns(String table) {
    return database.columns(tables.schema(), table);
  }

  private boolean exists(String table) {
    return columns(table).isPresent();
  }

  @Override
  public void begin(StreamKey key, Run run, long version, TableSchema before, TableSchema after) {
    if (!isDefined(key, version, before, after, run.meta())) {
      throw Problem.destination(
          key + ": the table " + after.table() + " has changed meanwhile; sync again", null);
    }
    boolean begun =
        transact(
            () -> {
              Transaction transaction = new Transaction();
              transaction.define(tables.create(after, run));
              after.children().values().forEach(child -> create(transaction, child, run.meta()));
              if (database.dialect().definesInTransactions()) {
                define(transaction, before, after, run.meta());
              }
              if (run.beginsVersions(before)) {
                transaction.change(
                    new Validity(database.dialect(), tables.in(run.table()), after, run).begin());
              }
              indexKeys(transaction, run, after);
              staging.open(transaction, key, run);
              states.open(transaction, key, run, version, after);
              return transaction;
            },
            () -> states.of(key).run().filter(run::equals).isPresent());
    if (!begun) {
      throw Problem.destination(key + ": another sync has changed the stream's state", null);
    }
  }

  /** Has a table for a list made. */
  private void create(Transaction transaction, TableSchema child, MetaColumns meta) {
    transaction.define(tables.create(child, meta));
    index(transaction, "_tidemark_parent_", child.table(), List.of(meta.parentId().name()));
  }

  /** Has a table changed to what it must be, if it is not to be made, with those for its lists. */
  private void define(
      Transaction transaction, TableSchema before, TableSchema after, MetaColumns meta) {
    if (before == null || before.equals(after)) {
      return;
    }
    Map<String, String> oldNames = after.oldNames(before);
    transaction.define(tables.alter(actual(before, oldNames), after, oldNames));
    after
        .children()
        .forEach(
            (list, child) -> {
              TableSchema old = before.children().get(list);
              if (old == null) {
                create(transaction, child, meta);
              } else {
                define(transaction, old, child, meta);
              }
            });
  }

  /**
   * The table as it is: where its definition is not part of a transaction, someone may have changed
   * it without getting further.
   */
  private TableSchema actual(TableSchema known, Map<String, String> oldNames) {
    if (database.dialect().definesInTransactions()) {
      return known;
    }
    Map<String, ColumnType> types = new HashMap<>();
    columns(known.table()).orElse(List.of()).forEach(c -> types.put(c.name(), c.type()));
    List<Column> columns = new ArrayList<>();
    known.columns().forEach(column -> addActual(columns, column, types));
    oldNames.forEach(
        (name, old) -> addActual(columns, known.named(old).orElseThrow().withName(name), types));
    return new TableSchema(known.table(), columns);
  }

  /**
   * Changes a table to what it must be, where that is not part of a transaction. A commit that came
   * to nothing may have left a column of a new one's name and of another type. Columns only ever
   * come or grow wider, so what is found then still holds later.
   *
   * @return false if there was such a column: it counts as the stream's now, and what was decided
   *     without it must be decided anew
   */
  private boolean isDefined(
      StreamKey key, long version, TableSchema before, TableSchema after, MetaColumns meta) {
    boolean isPart = database.dialect().definesInTransactions();
    if (isPart || before == null || before.equals(after)) {
      return true;
    }
    always(
        () -> {
          Transaction transaction = new Transaction();
          define(transaction, before, after, meta);
          return transaction;
        });
    TableSchema found = withOthers(before, after, meta);
    if (found.equals(before)) {
      return true;
    }
    database.transact(
        () -> {
          Transaction transaction = new Transaction();
          states.adopt(transaction, key, version, found);
          return transaction;
        },
        () -> states.of(key).version() != version);
    return false;
  }

  /** A table as it was, with the columns that were there when they were to be made otherwise. */
  private TableSchema withOthers(TableSchema before, TableSchema after, MetaColumns meta) {
    TableSchema known = before;
    for (Column column : actual(after, Map.of()).columns()) {
      boolean isNew = before.named(column.name()).isEmpty();
      known = isNew && !after.columns().contains(column) ? known.plus(column) : known;
    }
    for (Map.Entry<String, TableSchema> entry : after.children().entrySet()) {
      TableSchema child = entry.getValue();
      TableSchema old = before.children().get(entry.getKey());
      TableSchema empty = new TableSchema(child.table(), meta.ofLists());
      TableSchema found = withOthers(old == null ? empty : old, child, meta);
      boolean isOther = !found.equals(old == null ? empty : old);
      known = isOther ? known.with(entry.getKey(), found) : known;
    }
    return known;
  }

  private void addActual(List<Column> columns, Column column, Map<String, ColumnType> types) {
    Dialect dialect = database.dialect();
    ColumnType type = types.get(dialect.named(dialect.identifier(column.name())));
    if (type != null) {
      columns.add(column.withType(type));
    }
  }

  private void indexKeys(Transaction transaction, Run run, TableSchema table) {
    if (run.strategy().byKey()) {
      index(transaction, "_tidemark_key_", run.table(), run.keyColumns(table));
    }
    if (!table.children().isEmpty()) {
      index(transaction, "_tidemark_id_", run.table(), List.of(run.meta().id()));
    }
  }

  private void index(Transaction transaction, String prefix, String table, List<String> columns) {
    String sql = database.dialect().indexKeys(tables.in(table), prefix + table, columns);
    if (sql != null) {
      transaction.define(sql);
    }
  }

  @Override
  public Map<String, LedgerEntry> lastStaged(StreamKey key, String sync, List<String> slices) {
    states
        .of(key)
        .run()
        .filter(run -> run.sync().equals(sync))
        .ifPresent(run -> forgetLost(key, run, slices));
    return staging.ledger().last(key, sync, slices);
  }

  @Override
  public List<LedgerEntry> ledger(StreamKey key, String sync) {
    return staging.ledger().open(key, sync);
  }

  @Override
  public void stage(StreamKey key, Run run, List<StagedPage> pages) {
    always(() -> staging.add(key, run, pages));
  }

  @Override
  public long forget(StreamKey key, Run run, String slice) {
    List<LedgerEntry> entries = staging.ledger().uncommitted(key, run.sync(), slice);
    always(
        () -> {
          Transaction transaction = new Transaction();
          // Whoever commits now reads from what is removed here.
          states.hold(key, 0);
          staging.forget(transaction, key, run, slice);
          return transaction;
        });
    return entries.stream().mapToLong(LedgerEntry::rows).sum();
  }

  @Override
  public boolean commit(Commit commit) {
    if (forgetLost(commit.key(), commit.run(), List.of())) {
      if (commit.ends()) {
        throw Problem.destination(
            commit.key()
                + ": rows that waited for the end of the run are gone from where they waited;"
                + " sync again, and what they came from is read again",
            null);
      }
      return false;
    }
    return isDefined(
            commit.key(), commit.version(), commit.before(), commit.after(), commit.run().meta())
        && transact(() -> plan(commit), () -> isDone(commit));
  }

  /** Forgets slices of which something that waited is gone; false if there are none. */
  private boolean forgetLost(StreamKey key, Run run, List<String> slices) {
    boolean found = !staging.lost(key, run, slices).isEmpty();
    if (found) {
      always(() -> staging.forgetLost(key, run, slices));
    }
    return found;
  }

  /** Whether the commit has been carried out, as far as state and ledger tell. */
  private boolean isDone(Commit commit) {
    return states.of(commit.key()).version() != commit.version()
        && staging.ledger().isCommitted(commit.entries());
  }

  private Transaction plan(Commit commit) {
    Transaction transaction = new Transaction();
    if (database.dialect().definesInTransactions()) {
      define(transaction, commit.before(), commit.after(), commit.run().meta());
    }
    states.advance(transaction, commit);
    StreamKey key = commit.key();
    if (!states.hold(key, commit.version())) {
      return transaction;
    }
    String staged = staging.rows(key, commit.run(), commit.entries());
    CommitSql sql = new CommitSql(tables, commit, staged);
    sql.addTo(transaction, sql.repeatsKeys(database));
    if (commit.ends()) {
      staging.clear(transaction, key, commit.run());
    } else {
      staging.remove(transaction, key, commit.run(), commit.entries());
      staging.ledger().markCommitted(transaction, commit.entries());
      staging.ledger().markCommitted(transaction, commit.versions().dropped());
      staging.ledger().markCounted(transaction, commit.counted());
    }
    return transaction;
  }

  @Override
  public void reset(StreamKey key) {
    StreamState state = states.of(key);
    if (state.version() == 0) {
      return;
    }
    always(
        () -> {
          Transaction transaction = new Transaction();
          state.run().ifPresent(run -> staging.clear(transaction, key, run));
          states.set(transaction, key, Tidemark.NONE);
          return transaction;
        });
  }

  @Override
  public void overwrite(StreamKey key, Tidemark tidemark) {
    always(
        () -> {
          Transaction transaction = new Transaction();
          states.set(transaction, key, tidemark);
          return transaction;
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
  public boolean changesType(ColumnType from, ColumnType to) {
    return database.dialect().changesType(from, to);
  }

  @Override
  public Rhythm rhythm() {
    return rhythm;
  }

  @Override
  public List<String> tables() {
    return database.tables(tables.schema(), "").stream()
        .filter(name -> !Tables.isOwn(name))
        .sorted()
        .toList();
  }

  @Override
  public String tableName(String table) {
    return tables.in(table);
  }

  @Override
  public String columnName(String column) {
    return database.dialect().name(column);
  }

  @Override
  public QueryResult query(String sql, Object... parameters) {
    return database.query(sql, parameters);
  }

  @Override
  public void close() {
    database.close();
  }
}
