package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.Column;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Portions in tables of their own, made and dropped by the transactions that fill and empty them:
 * for databases that keep rows that were deleted until someone sweeps up.
 */
final class PortionTables implements Portions {
  private final Database database;
  private final Tables tables;
  private final int fewestRows;

  PortionTables(Database database, Tables tables, int fewestRows) {
    this.database = database;
    this.tables = tables;
    this.fewestRows = fewestRows;
  }

  @Override
  public int fewestRows() {
    return fewestRows;
  }

  @Override
  public void write(
      Transaction transaction, StreamKey key, Run run, String portion, List<StagedPage> pages) {
    String name = name(key, portion);
    transaction.define(tables.createStaging(name, run));
    transaction.load(new Transaction.Load(tables.schema(), name, run.meta(), pages));
  }

  /** They are as durable as what tells of them. */
  @Override
  public boolean has(StreamKey key, Run run, String portion) {
    return true;
  }

  @Override
  public String rows(StreamKey key, Run run, List<String> portions) {
    String names =
        Tables.stagingColumns(run).stream()
            .map(Column::name)
            .map(database.dialect()::name)
            .collect(Collectors.joining(", "));
    return portions.stream()
        .map(portion -> "SELECT " + names + " FROM " + tables.in(name(key, portion)))
        .collect(Collectors.joining(" UNION ALL ", "(", ")"));
  }

  @Override
  public void remove(Transaction transaction, StreamKey key, Run run, Collection<String> portions) {
    portions.forEach(portion -> drop(transaction, name(key, portion)));
  }

  @Override
  public void clear(Transaction transaction, StreamKey key, Run run) {
    database.tables(tables.schema(), name(key, "")).forEach(name -> drop(transaction, name));
  }

  private void drop(Transaction transaction, String name) {
    transaction.remove("DROP TABLE IF EXISTS " + tables.in(name));
  }

  private static String name(StreamKey key, String portion) {
    return Tables.portionPrefix(key) + portion;
  }
}
