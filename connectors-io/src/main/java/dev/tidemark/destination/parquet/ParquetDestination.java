package dev.tidemark.destination.parquet;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.destination.parquet.Staging.Part;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.model.Column;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One worker's access to tables that are Parquet files. */
final class ParquetDestination implements Destination {
  private final Store store;
  private final Session session;
  private final Catalog catalog;
  private final Staging staging;
  private final Workbench workbench;
  private final DeadLetters deadLetters;
  private final History history;
  private final Views views;

  ParquetDestination(Store store, Session session, Layout layout) {
    this.store = store;
    this.session = session;
    this.catalog = new Catalog(store);
    this.staging = new Staging(store);
    this.workbench = new Workbench(store, session, layout);
    this.deadLetters = new DeadLetters(store);
    this.history = new History(store);
    this.views = new Views(store, session, layout);
  }

  @Override
  public Map<String, StreamState> states(String connection) {
    Snapshot snapshot = catalog.latest();
    Map<String, StreamState> states = new HashMap<>();
    for (StreamKey key : snapshot.streams().keySet()) {
      if (key.connection().equals(connection)) {
        states.put(key.stream(), catalog.stream(snapshot, key).state());
      }
    }
    return states;
  }

  @Override
  public Optional<List<Column>> columns(String table) {
    return catalog.table(catalog.latest(), table).map(known -> known.columns().columns());
  }

  @Override
  public void begin(StreamKey key, Run run, long version, TableSchema before, TableSchema after) {
    List<TableSchema> schemas = schemas(after);
    Rewriting rewriting =
        new Rewriting(
            store,
            tables -> {
              List<Table> made = new ArrayList<>();
              for (int i = 0; i < tables.size(); i++) {
                TableSchema now = schemas.get(i);
                made.add(withColumns(tables.get(i), run, sameTable(before, now), now));
              }
              return made;
            });
    Optional<Snapshot> begun =
        catalog.change(
            snapshot -> {
              Stream stream = catalog.stream(snapshot, key);
              if (stream.state().version() != version) {
                return null;
              }
              Stream next = stream.next(stream.state().tidemark(), after, run);
              return catalog.with(with(snapshot, rewriting, after, run), next);
            });
    if (begun.isEmpty()) {
      store.delete(rewriting.made());
      throw Problem.destination(key + ": another sync has changed the stream's state", null);
    }
    staging.clearOthers(key, run.sync());
    schemas.forEach(schema -> show(begun.get(), schema.table()));
    store.retire(rewriting.replaced());
  }

  /** A table, and those for the lists in its records. */
  private static List<TableSchema> schemas(TableSchema table) {
    List<TableSchema> schemas = new ArrayList<>();
    schemas.add(table);
    schemas.addAll(table.children().values());
    return schemas;
  }

  private static TableSchema sameTable(TableSchema before, TableSchema now) {
    return before == null
        ? null
        : schemas(before).stream()
            .filter(schema -> schema.table().equals(now.table()))
            .findFirst()
            .orElse(null);
  }

  /** A snapshot with what becomes of a stream's tables. */
  private Snapshot with(Snapshot snapshot, Rewriting rewriting, TableSchema schema, Run run) {
    List<Optional<Table>> known =
        schemas(schema).stream().map(s -> catalog.table(snapshot, s.table())).toList();
    List<Table> before = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      String name = schemas(schema).get(i).table();
      before.add(known.get(i).orElseGet(() -> Table.empty(name, run.meta())));
    }
    List<Table> after = rewriting.of(before);
    Snapshot next = snapshot;
    for (int i = 0; i < known.size(); i++) {
      if (!known.get(i).filter(after.get(i)::equals).isPresent()) {
        next = catalog.with(next, after.get(i));
      }
    }
    return next;
  }

  private Table withColumns(Table table, Run run, TableSchema before, TableSchema after) {
    return table.with(before, after).equals(table.columns()) && !table.files().isEmpty()
        ? table
        : workbench.rewritten(table, run, before, after);
  }

  @Override
  public Map<String, LedgerEntry> lastStaged(StreamKey key, String sync, List<String> slices) {
    Map<String, LedgerEntry> last = new HashMap<>();
    for (String slice : slices) {
      staging.last(key, sync, slice).ifPresent(entry -> last.put(slice, entry));
    }
    return last;
  }

  @Override
  public List<LedgerEntry> ledger(StreamKey key, String sync) {
    Stream stream = catalog.stream(catalog.latest(), key);
    List<LedgerEntry> open = new ArrayList<>();
    for (Part part : staging.of(key, sync)) {
      for (LedgerEntry entry : part.entries()) {
        boolean isCommitted = stream.committed().contains(entry.id());
        boolean isCounted = stream.counted().contains(entry.id());
        if (!isCommitted || (entry.endsSlice() && !isCounted)) {
          open.add(isCommitted ? entry.entered() : entry);
        }
      }
    }
    return open;
  }

  @Override
  public void stage(StreamKey key, Run run, List<StagedPage> pages) {
    Map<String, List<StagedPage>> bySlice = new LinkedHashMap<>();
    pages.forEach(
        page -> bySlice.computeIfAbsent(page.entry().slice(), s -> new ArrayList<>()).add(page));
    bySlice.forEach((slice, some) -> stage(key, run, slice, some));
  }

  private void stage(StreamKey key, Run run, String slice, List<StagedPage> pages) {
    while (true) {
      Set<Long> known = new HashSet<>();
      staging
          .of(key, run.sync(), slice)
          .forEach(p -> p.entries().forEach(e -> known.add(e.page())));
      List<StagedPage> fresh =
          pages.stream().filter(page -> !known.contains(page.entry().page())).toList();
      if (fresh.isEmpty() || enter(key, run, fresh)) {
        return;
      }
    }
  }

  private boolean enter(StreamKey key, Run run, List<StagedPage> pages) {
    Optional<Path> rows = workbench.staged(run, pages);
    String name =
        rows.map(f -> Staging.rows(key, run.sync(), f.getFileName() + ".parquet")).orElse(null);
    rows.ifPresent(file -> store.take(file, name));
    deadLetters.keep(key, run.sync(), pages);
    if (staging.enter(
        key, run.sync(), new Part(name, pages.stream().map(StagedPage::entry).toList()))) {
      return true;
    }
    rows.ifPresent(file -> store.delete(List.of(name)));
    return false;
  }

  @Override
  public long forget(StreamKey key, Run run, String slice) {
    Set<Long> committed = catalog.stream(catalog.latest(), key).committed();
    long rows =
        staging.of(key, run.sync(), slice).stream()
            .flatMap(part -> part.entries().stream())
            .filter(entry -> !committed.contains(entry.id()))
            .mapToLong(LedgerEntry::rows)
            .sum();
    staging.forget(key, run.sync(), slice);
    deadLetters.forget(key, run.sync(), slice);
    return rows;
  }

  @Override
  public boolean commit(Commit commit) {
    StreamKey key = commit.key();
    Rewriting rewriting =
        new Rewriting(store, before -> workbench.commit(before, commit, rowsOf(commit)));
    Optional<Snapshot> done =
        catalog.change(
            snapshot -> {
              Stream stream = catalog.stream(snapshot, key);
              if (stream.state().version() != commit.version()) {
                return null;
              }
              Snapshot next = with(snapshot, rewriting, commit.after(), commit.run());
              return catalog.with(next, stream.after(commit));
            });
    if (done.isEmpty()) {
      store.delete(rewriting.made());
      return false;
    }
    List<Table> shown =
        schemas(commit.after()).stream().map(schema -> show(done.get(), schema.table())).toList();
    store.retire(rewriting.replaced());
    if (commit.ends()) {
      staging.clear(key);
      shown.forEach(t -> store.deleteOrphans(store.dataFolder(t.name()), t.fileNames()));
      store.deleteUnfinished();
    }
    return true;
  }

  /** Files with the rows that enter. */
  private List<String> rowsOf(Commit commit) {
    Set<Long> entering = new HashSet<>(commit.entries());
    return staging.of(commit.key(), commit.run().sync()).stream()
        .filter(part -> part.rows() != null)
        .filter(part -> part.entries().stream().anyMatch(e -> entering.contains(e.id())))
        .map(Part::rows)
        .toList();
  }

  /** Shows a table, as it is if others have changed it by the time that it is shown. */
  private Table show(Snapshot changed, String name) {
    Snapshot shown = changed;
    while (true) {
      Table table = catalog.table(shown, name).orElseThrow();
      store.show(name, shown.version(), table.fileNames());
      Snapshot now = catalog.latest();
      if (Objects.equals(now.tables().get(name), shown.tables().get(name))) {
        return table;
      }
      shown = now;
    }
  }

  @Override
  public void reset(StreamKey key) {
    Optional<Snapshot> done =
        catalog.change(
            snapshot -> {
              Stream stream = catalog.stream(snapshot, key);
              return stream.state().version() == 0
                  ? null
                  : catalog.with(
                      snapshot, stream.next(Tidemark.NONE, stream.state().table(), null));
            });
    if (done.isPresent()) {
      staging.clear(key);
    }
  }

  @Override
  public void overwrite(StreamKey key, Tidemark tidemark) {
    catalog.change(
        snapshot -> {
          Stream stream = catalog.stream(snapshot, key);
          return catalog.with(snapshot, stream.next(tidemark, stream.state().table(), null));
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
  public List<String> tables() {
    return catalog.latest().tables().keySet().stream().sorted().toList();
  }

  @Override
  public String tableName(String table) {
    return columnName(table);
  }

  @Override
  public String columnName(String column) {
    return session.dialect().name(column);
  }

  @Override
  public QueryResult query(String sql, Object... parameters) {
    return views.query(catalog, sql, parameters);
  }

  @Override
  public void close() {
    session.close();
    store.close();
  }
}
