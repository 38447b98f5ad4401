package dev.tidemark.destination.sql;

import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.shape.DeadLetter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Rows that wait for a commit, with the ledger that tells of them. */
final class Staging {
  private final Session session;
  private final Tables tables;
  private final Ledger ledger;

  Staging(Session session, Tables tables) {
    this.session = session;
    this.tables = tables;
    this.ledger = new Ledger(session, tables);
  }

  Ledger ledger() {
    return ledger;
  }

  /** Makes room for a run, in a transaction. */
  void open(StreamKey key, Run run) {
    clear(key, run.table());
    session.run(tables.createStaging(key, run));
  }

  /** Forgets all that waits, in a transaction. */
  void clear(StreamKey key, String table) {
    session.run("DROP TABLE IF EXISTS " + staging(key, table));
    ledger.clear(key);
  }

  /** Takes pages in; those that it has already are passed over. In a transaction. */
  void add(StreamKey key, Run run, List<StagedPage> pages) throws SQLException {
    List<StagedPage> fresh = ledger.enter(key, run, pages);
    session
        .dialect()
        .load(session.connection(), tables.schema(), Tables.stagingName(key, run.table()), fresh);
    List<Object[]> letters = new ArrayList<>();
    fresh.forEach(page -> addLetters(key, run, page, letters));
    session.insert(tables.deadLetters(), letters);
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

  /** Forgets what waits of a slice, in a transaction; returns how many rows. */
  long forget(StreamKey key, Run run, String slice) {
    String ofSlice = " WHERE connection = ? AND stream = ? AND sync = ? AND slice = ?";
    Object[] names = {key.connection(), key.stream(), run.sync(), slice};
    long rows =
        session.update(
            "DELETE FROM "
                + staging(key, run.table())
                + " WHERE "
                + MetaColumns.ENTRY
                + " IN (SELECT entry FROM "
                + tables.ledger()
                + ofSlice
                + " AND NOT committed)",
            names);
    session.update("DELETE FROM " + tables.ledger() + ofSlice, names);
    session.update("DELETE FROM " + tables.deadLetters() + ofSlice, names);
    return rows;
  }

  private String staging(StreamKey key, String table) {
    return tables.in(Tables.stagingName(key, table));
  }
}
