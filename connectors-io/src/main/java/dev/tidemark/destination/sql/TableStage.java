package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.MetaColumns;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Rows wait in staging tables. */
final class TableStage implements Stage {
  private final Database database;
  private final Tables tables;

  TableStage(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  @Override
  public void open(Transaction transaction, StreamKey key, Run run) {
    if (database.dialect().definesInTransactions()) {
      transaction.define("DROP TABLE IF EXISTS " + staging(key, run));
    } else {
      removeAll(transaction, key, run);
    }
    transaction.define(tables.createStaging(key, run));
  }

  @Override
  public void clear(Transaction transaction, StreamKey key, Run run) {
    if (database.dialect().definesInTransactions()) {
      transaction.remove("DROP TABLE IF EXISTS " + staging(key, run));
    } else {
      removeAll(transaction, key, null);
    }
  }

  /** Removes the staging tables of all runs but one. */
  private void removeAll(Transaction transaction, StreamKey key, Run butOf) {
    Dialect dialect = database.dialect();
    String kept =
        butOf == null ? null : dialect.named(dialect.identifier(tables.stagingName(key, butOf)));
    database.tables(tables.schema(), Tables.stagingPrefix(key)).stream()
        .filter(name -> !name.equals(kept))
        .forEach(name -> transaction.remove("DROP TABLE IF EXISTS " + tables.in(name)));
  }

  @Override
  public void add(Transaction transaction, StreamKey key, Run run, List<StagedPage> pages) {
    transaction.load(
        new Transaction.Load(tables.schema(), tables.stagingName(key, run), run.meta(), pages));
  }

  @Override
  public String rows(StreamKey key, Run run, Collection<Long> entries) {
    return staging(key, run);
  }

  @Override
  public void forget(Transaction transaction, StreamKey key, Run run, Collection<Long> entries) {
    transaction.change(
        "DELETE FROM "
            + staging(key, run)
            + " WHERE "
            + Ledger.isAmong(MetaColumns.ENTRY, entries));
  }

  @Override
  public Set<String> lost(StreamKey key, Run run, List<String> slices) {
    return Set.of();
  }

  private String staging(StreamKey key, Run run) {
    return tables.in(tables.stagingName(key, run));
  }
}
