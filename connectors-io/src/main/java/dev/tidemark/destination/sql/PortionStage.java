package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows wait in portions where many come at once, and in staging tables where few do. A table beside
 * the staging table says which entry's are in which portion; one that it does not tell of was
 * written for a transaction that came to nothing.
 */
final class PortionStage implements Stage {
  private final Database database;
  private final Tables tables;
  private final Portions portions;
  private final TableStage few;

  PortionStage(Database database, Tables tables, Portions portions) {
    this.database = database;
    this.tables = tables;
    this.portions = portions;
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
            + (", portion " + dialect.type(ColumnType.TEXT) + ")"));
    portions.clear(transaction, key, run);
  }

  @Override
  public void clear(Transaction transaction, StreamKey key, Run run) {
    few.clear(transaction, key, run);
    transaction.remove("DROP TABLE IF EXISTS " + places(key, run));
    portions.clear(transaction, key, run);
  }

  @Override
  public void add(Transaction transaction, StreamKey key, Run run, List<StagedPage> pages) {
    List<StagedPage> filled = pages.stream().filter(page -> page.columns().rows() > 0).toList();
    if (filled.stream().mapToInt(page -> page.columns().rows()).sum() < portions.fewestRows()) {
      few.add(transaction, key, run, pages);
      return;
    }
    String portion = Long.toHexString(filled.get(0).entry().id());
    portions.write(transaction, key, run, portion, filled);
    List<Object[]> rows = new ArrayList<>();
    filled.forEach(page -> rows.add(new Object[] {page.entry().id(), portion}));
    transaction.change(Statement.insert(places(key, run), rows));
  }

  @Override
  public String rows(StreamKey key, Run run, Collection<Long> entries) {
    Set<String> holding = holding(places(key, run, entries, true));
    if (holding.isEmpty()) {
      return few.rows(key, run, entries);
    }
    String names =
        Tables.stagingColumns(run).stream()
            .map(c -> database.dialect().name(c.name()))
            .collect(Collectors.joining(", "));
    return "(SELECT "
        + names
        + " FROM "
        + few.rows(key, run, entries)
        + " UNION ALL SELECT "
        + names
        + " FROM "
        + portions.rows(key, run, List.copyOf(holding))
        + " AS portions) AS staged";
  }

  @Override
  public void forget(Transaction transaction, StreamKey key, Run run, Collection<Long> entries) {
    few.forget(transaction, key, run, entries);
    Set<String> unused = holding(places(key, run, entries, true));
    if (!unused.isEmpty()) {
      unused.removeAll(holding(places(key, run, entries, false)));
      transaction.change(
          "DELETE FROM " + places(key, run) + " WHERE " + Ledger.isAmong("entry", entries));
      portions.remove(transaction, key, run, unused);
    }
  }

  @Override
  public Set<String> lost(StreamKey key, Run run, List<String> slices) {
    Set<String> lost = new TreeSet<>();
    database.rows(
        row -> portions.has(key, run, row.text(1)) || lost.add(row.text(2)),
        "SELECT DISTINCT portion, slice FROM "
            + places(key, run)
            + " AS places JOIN "
            + tables.ledger()
            + " AS ledger ON ledger.entry = places.entry");
    if (!slices.isEmpty()) {
      lost.retainAll(slices);
    }
    return lost;
  }

  private static Set<String> holding(List<Place> places) {
    return places.stream().map(Place::portion).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where the rows of entries are, or those of all others. */
  private List<Place> places(StreamKey key, Run run, Collection<Long> entries, boolean among) {
    Set<Long> some = new HashSet<>(entries);
    return database
        .rows(
            row -> new Place(row.number(1), row.text(2)),
            "SELECT entry, portion FROM " + places(key, run))
        .stream()
        .filter(place -> some.contains(place.entry()) == among)
        .toList();
  }

  /** Which portion an entry's rows are in. */
  private record Place(long entry, String portion) {}

  private String places(StreamKey key, Run run) {
    return tables.in(tables.stagingName(key, run) + "_portions");
  }
}
