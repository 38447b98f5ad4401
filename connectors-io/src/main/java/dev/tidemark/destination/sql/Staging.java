package dev.tidemark.destination.sql;

import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.shape.DeadLetter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Rows that wait for a commit, with the ledger that tells of them. */
final class Staging {
  private final Tables tables;
  private final Ledger ledger;
  private final Stage rows;

  Staging(Database database, Tables tables, Stage rows) {
    this.tables = tables;
    this.ledger = new Ledger(database, tables);
    this.rows = rows;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Makes room for a run. */
  void open(Transaction transaction, StreamKey key, Run run) {
    rows.open(transaction, key, run);
    ledger.clear(transaction, key);
  }

  /** Forgets all that waits, of a run and of those before. */
  void clear(Transaction transaction, StreamKey key, Run run) {
    ledger.clear(transaction, key);
    rows.clear(transaction, key, run);
  }

  /** Takes pages in; those that it has already are passed over. */
  Transaction add(StreamKey key, Run run, List<StagedPage> pages) {
    List<StagedPage> fresh = ledger.unknown(key, run, pages);
    Transaction transaction = new Transaction();
    if (!fresh.isEmpty()) {
      rows.add(transaction, key, run, fresh);
      ledger.enter(transaction, key, run, fresh);
      List<Object[]> letters = new ArrayList<>();
      fresh.forEach(page -> addLetters(key, run, page, letters));
      transaction.change(Statement.insert(tables.deadLetters(), letters));
    }
    return transaction;
  }

  /** What a query reads the rows of ledger entries from, and perhaps others. */
  String rows(StreamKey key, Run run, Collection<Long> entries) {
    return rows.rows(key, run, entries);
  }

  /** The rows of ledger entries have entered their table. */
  void remove(Transaction transaction, StreamKey key, Run run, Collection<Long> entries) {
    if (!entries.isEmpty()) {
      rows.forget(transaction, key, run, entries);
    }
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

  /** Slices of which rows are gone that should wait; of some, or of all if none are given. */
  Set<String> lost(StreamKey key, Run run, List<String> slices) {
    return rows.lost(key, run, slices);
  }

  /** Forgets such slices, so that they are read again. */
  Transaction forgetLost(StreamKey key, Run run, List<String> slices) {
    Transaction transaction = new Transaction();
    lost(key, run, slices).forEach(slice -> forget(transaction, key, run, slice));
    return transaction;
  }

  /** Forgets what waits of a slice. */
  void forget(Transaction transaction, StreamKey key, Run run, String slice) {
    List<LedgerEntry> entries = ledger.uncommitted(key, run.sync(), slice);
    remove(transaction, key, run, entries.stream().map(LedgerEntry::id).toList());
    ledger.forget(transaction, key, run.sync(), slice);
    transaction.change(
        "DELETE FROM "
            + tables.deadLetters()
            + " WHERE connection = ? AND stream = ? AND sync = ? AND slice = ?",
        key.connection(),
        key.stream(),
        run.sync(),
        slice);
  }
}
