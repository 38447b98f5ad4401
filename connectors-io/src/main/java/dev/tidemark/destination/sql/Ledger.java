package dev.tidemark.destination.sql;

import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which pages of open runs are staged, and which of those have entered their table. */
final class Ledger {
  private static final String OF_STREAM = " WHERE connection = ? AND stream = ?";
  private static final String OF_RUN = OF_STREAM + " AND sync = ?";

  /** Of two entries for a page the one whose rows have entered the table, or will. */
  private static final String BEST_FIRST = "committed DESC, entry";

  private static final int AT_ONCE = 500;

  /** Some databases take no longer ones. */
  private static final int LONGEST_LIST = 10_000;

  private final Database database;
  private final String table;
  private final String select;

  Ledger(Database database, Tables tables) {
    this.database = database;
    this.table = tables.ledger();
    this.select =
        "SELECT entry, slice, page, ends, committed, CAST(detail AS "
            + database.dialect().type(ColumnType.TEXT)
            + ") FROM ";
  }

  /** The last page of each slice that has any. */
  Map<String, LedgerEntry> last(StreamKey key, String sync, List<String> slices) {
    Map<String, LedgerEntry> last = new HashMap<>();
    bySlices(
        slices,
        row -> last.put(row.text(2), entry(row)),
        select
            + "(SELECT *, row_number() OVER (PARTITION BY slice ORDER BY page DESC, "
            + BEST_FIRST
            + ") AS place FROM "
            + table
            + OF_RUN
            + " AND slice IN (%s)) AS entries WHERE place = 1",
        List.of(key.connection(), key.stream(), sync));
    return last;
  }

  /** Entries that a commit may still have to do with. */
  List<LedgerEntry> open(StreamKey key, String sync) {
    return database.rows(
        Ledger::entry,
        select + pages() + " AND (NOT committed OR (ends AND NOT counted)) ORDER BY slice, page",
        key.connection(),
        key.stream(),
        sync);
  }

  /** The pages of a run. Where two workers could enter the same one, only one of them counts. */
  private String pages() {
    return database.dialect().enforcesKeys()
        ? table + OF_RUN
        : "(SELECT *, row_number() OVER (PARTITION BY slice, page ORDER BY "
            + BEST_FIRST
            + ") AS place FROM "
            + table
            + OF_RUN
            + ") AS entries WHERE place = 1";
  }

  private static LedgerEntry entry(Database.Row row) {
    return LedgerEntry.parse(
        row.number(1), row.text(2), row.number(3), row.flag(4), row.flag(5), row.text(6));
  }

  /** Those of the pages that it does not know yet. */
  List<StagedPage> unknown(StreamKey key, Run run, List<StagedPage> pages) {
    Set<String> known = new HashSet<>();
    bySlices(
        pages.stream().map(page -> page.entry().slice()).distinct().toList(),
        row -> known.add(row.number(1) + "@" + row.text(2)),
        "SELECT page, slice FROM " + table + OF_RUN + " AND slice IN (%s)",
        List.of(key.connection(), key.stream(), run.sync()));
    return pages.stream().filter(page -> !known.contains(name(page.entry()))).toList();
  }

  /** Enters pages. */
  void enter(Transaction transaction, StreamKey key, Run run, List<StagedPage> pages) {
    transaction.change(
        Statement.insert(table, pages.stream().map(page -> row(key, run, page.entry())).toList()));
  }

  private void bySlices(
      List<String> slices, Database.RowReader<?> reader, String sql, List<String> parameters) {
    for (int from = 0; from < slices.size(); from += AT_ONCE) {
      List<String> some = slices.subList(from, Math.min(slices.size(), from + AT_ONCE));
      List<String> all = new ArrayList<>(parameters);
      all.addAll(some);
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      database.rows(reader, String.format(Locale.ROOT, sql, marks), all.toArray());
    }
  }

  private static String name(LedgerEntry entry) {
    return entry.page() + "@" + entry.slice();
  }

  private static Object[] row(StreamKey key, Run run, LedgerEntry entry) {
    return new Object[] {
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
    };
  }

  /** Entries of a slice whose rows are not in the table. */
  List<LedgerEntry> uncommitted(StreamKey key, String sync, String slice) {
    return database.rows(
        Ledger::entry,
        select + table + OF_RUN + " AND slice = ? AND NOT committed",
        key.connection(),
        key.stream(),
        sync,
        slice);
  }

  /** Whether none of the entries is there uncommitted. */
  boolean isCommitted(Collection<Long> entries) {
    return entries.isEmpty()
        || database
            .rows(
                row -> row.number(1),
                "SELECT entry FROM "
                    + table
                    + " WHERE NOT committed AND "
                    + isAmong("entry", entries))
            .isEmpty();
  }

  void markCommitted(Transaction transaction, Collection<Long> entries) {
    mark(transaction, "committed", entries);
  }

  /** The tidemark has taken the entries in for good. */
  void markCounted(Transaction transaction, Collection<Long> entries) {
    mark(transaction, "counted", entries);
  }

  private void mark(Transaction transaction, String flag, Collection<Long> entries) {
    if (!entries.isEmpty()) {
      transaction.change(
          "UPDATE " + table + " SET " + flag + " = true WHERE " + isAmong("entry", entries));
    }
  }

  void clear(Transaction transaction, StreamKey key) {
    transaction.change("DELETE FROM " + table + OF_STREAM, key.connection(), key.stream());
  }

  void forget(Transaction transaction, StreamKey key, String sync, String slice) {
    transaction.change(
        "DELETE FROM " + table + OF_RUN + " AND slice = ?",
        key.connection(),
        key.stream(),
        sync,
        slice);
  }

  /** Condition that a column holds one of the entries. */
  static String isAmong(String column, Collection<Long> entries) {
    List<Long> all = List.copyOf(entries);
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += LONGEST_LIST) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + LONGEST_LIST));
      parts.add(
          column
              + some.stream().map(String::valueOf).collect(Collectors.joining(",", " IN (", ")")));
    }
    return parts.size() == 1 ? parts.get(0) : "(" + String.join(" OR ", parts) + ")";
  }
}
