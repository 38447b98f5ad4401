package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows wait in files where many come at once, and in staging tables where few do. A table beside
 * the staging table says which entry's are in which file; a file that it does not tell of was
 * written for a transaction that came to nothing.
 */
final class FileStage implements Stage {
  private final Database database;
  private final Tables tables;
  private final StagedFiles files;
  private final TableStage few;

  FileStage(Database database, Tables tables, StagedFiles files) {
    this.database = database;
    this.tables = tables;
    this.files = files;
    this.few = new TableStage(database, tables);
  }

  @Override
  public void open(Transaction transaction, StreamKey key, Run run) {
    few.open(transaction, key, run);
    Dialect dialect = database.dialect();
    transaction.define("DROP TABLE IF EXISTS " + places(key, run));
    transaction.define(
        "CREATE TABLE "
            + places(key, run)
            + (" (entry " + dialect.type(ColumnType.INTEGER))
            + (", file " + dialect.type(ColumnType.TEXT) + ")"));
    transaction.afterwards(() -> files.clear(shelf(key, run)));
  }

  @Override
  public void clear(Transaction transaction, StreamKey key, Run run) {
    few.clear(transaction, key, run);
    transaction.remove("DROP TABLE IF EXISTS " + places(key, run));
    transaction.afterwards(() -> files.clear(shelf(key, run)));
  }

  @Override
  public void add(Transaction transaction, StreamKey key, Run run, List<StagedPage> pages) {
    List<StagedPage> filled = pages.stream().filter(page -> page.columns().rows() > 0).toList();
    if (filled.stream().mapToInt(page -> page.columns().rows()).sum() < files.fewestRows()) {
      few.add(transaction, key, run, pages);
      return;
    }
    String file = Long.toHexString(filled.get(0).entry().id());
    files.write(shelf(key, run), file, Tables.stagingColumns(run), filled);
    List<Object[]> rows = new ArrayList<>();
    filled.forEach(page -> rows.add(new Object[] {page.entry().id(), file}));
    transaction.change(Statement.insert(places(key, run), rows));
  }

  @Override
  public String rows(StreamKey key, Run run, Collection<Long> entries) {
    List<String> holding = holding(key, run, entries);
    if (holding.isEmpty()) {
      return few.rows(key, run, entries);
    }
    List<Column> columns = Tables.stagingColumns(run);
    String names =
        columns.stream()
            .map(c -> database.dialect().name(c.name()))
            .collect(Collectors.joining(", "));
    return "(SELECT "
        + names
        + " FROM "
        + few.rows(key, run, entries)
        + " UNION ALL SELECT "
        + names
        + " FROM "
        + files.rows(shelf(key, run), holding, columns)
        + ")";
  }

  @Override
  public void forget(Transaction transaction, StreamKey key, Run run, Collection<Long> entries) {
    few.forget(transaction, key, run, entries);
    List<String> touched = holding(key, run, entries);
    if (!touched.isEmpty()) {
      transaction.change(
          "DELETE FROM " + places(key, run) + " WHERE " + Ledger.isAmong("entry", entries));
      transaction.afterwards(() -> removeUnused(key, run, touched));
    }
  }

  private void removeUnused(StreamKey key, Run run, List<String> touched) {
    List<String> unused = new ArrayList<>(touched);
    all(key, run).forEach(place -> unused.remove(place.file()));
    files.remove(shelf(key, run), unused);
  }

  @Override
  public Set<String> lost(StreamKey key, Run run, List<String> slices) {
    Set<String> lost = new TreeSet<>();
    database.rows(
        row -> files.has(shelf(key, run), row.text(1)) || lost.add(row.text(2)),
        "SELECT DISTINCT file, slice FROM "
            + places(key, run)
            + " AS places JOIN "
            + tables.ledger()
            + " AS ledger ON ledger.entry = places.entry");
    if (!slices.isEmpty()) {
      lost.retainAll(slices);
    }
    return lost;
  }

  private List<String> holding(StreamKey key, Run run, Collection<Long> entries) {
    Set<Long> wanted = new HashSet<>(entries);
    return all(key, run).stream()
        .filter(place -> wanted.contains(place.entry()))
        .map(Place::file)
        .distinct()
        .toList();
  }

  private List<Place> all(StreamKey key, Run run) {
    return database.rows(
        row -> new Place(row.number(1), row.text(2)),
        "SELECT entry, file FROM " + places(key, run));
  }

  /** Which file an entry's rows are in. */
  private record Place(long entry, String file) {}

  private String places(StreamKey key, Run run) {
    return tables.in(tables.stagingName(key, run) + "_files");
  }

  private String shelf(StreamKey key, Run run) {
    return tables.schema() + "." + tables.stagingName(key, run);
  }
}
