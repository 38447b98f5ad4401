package dev.tidemark.destination.sql;

import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.shape.DeadLetter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Rows that wait for a commit, with the ledger that tells of them. */
final class Staging {
  private final Database database;
  private final Tables tables;
  private final Ledger ledger;

  Staging(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
    this.ledger = new Ledger(database, tables);
  }

  Ledger ledger() {
    return ledger;
  }

  /** Makes room for a run. */
  void open(Transaction transaction, StreamKey key, Run run) {
    if (database.dialect().definesInTransactions()) {
      transaction.define("DROP TABLE IF EXISTS " + staging(key, run));
    } else {
      removeAll(transaction, key, run);
    }
    transaction.define(tables.createStaging(key, run));
    ledger.clear(transaction, key);
  }

  /** Forgets all that waits, of a run and of those before. */
  void clear(Transaction transaction, StreamKey key, Run run) {
    ledger.clear(transaction, key);
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

  /** Takes pages in; those that it has already are passed over. */
  Transaction add(StreamKey key, Run run, List<StagedPage> pages) {
    List<StagedPage> fresh = ledger.unknown(key, run, pages);
    Transaction transaction = new Transaction();
    if (!fresh.isEmpty()) {
      transaction.load(
          new Transaction.Load(tables.schema(), tables.stagingName(key, run), run.meta(), fresh));
      ledger.enter(transaction, key, run, fresh);
      List<Object[]> letters = new ArrayList<>();
      fresh.forEach(page -> addLetters(key, run, page, letters));
      transaction.change(Statement.insert(tables.deadLetters(), letters));
    }
    return transaction;
  }

  private static void addLetters(StreamKey key, Run run, StagedPage page, List<Object[]> rows) {
    LedgerEntry entry = page.entry();
    OffsetDateTime extracted =
        Instant.EPOCH
            .plus(page.columns().extractedAt(), ChronoUnit.MICROS)
            .atOffset(ZoneOffset.UTC);
    for (DeadLetter letter : page.columns().deadLetters()) {
      rows.add(
          new Object[] {
            key.connection(),
            key.stream(),
            run.sync(),
            entry.slice(),
            entry.page(),
            extracted,
            letter.reason(),
            letter.record()
          });
    }
  }

  /** Forgets what waits of a slice, which {@code entries} tell of. */
  Transaction forget(StreamKey key, Run run, String slice, List<LedgerEntry> entries) {
    Transaction transaction = new Transaction();
    if (!entries.isEmpty()) {
      transaction.change(
          "DELETE FROM "
              + staging(key, run)
              + " WHERE "
              + Ledger.isAmong(MetaColumns.ENTRY, entries.stream().map(LedgerEntry::id).toList()));
    }
    ledger.forget(transaction, key, run.sync(), slice);
    return transaction.change(
        "DELETE FROM "
            + tables.deadLetters()
            + " WHERE connection = ? AND stream = ? AND sync = ? AND slice = ?",
        key.connection(),
        key.stream(),
        run.sync(),
        slice);
  }

  private String staging(StreamKey key, Run run) {
    return tables.in(tables.stagingName(key, run));
  }
}
