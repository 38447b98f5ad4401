package dev.tidemark.destination.sql;

import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  private static final int AT_ONCE = 500;

  private final Session session;
  private final String table;
  private final String select;

  Ledger(Session session, Tables tables) {
    this.session = session;
    this.table = tables.ledger();
    this.select = "SELECT entry, slice, page, ends, committed, detail::VARCHAR FROM " + table;
  }

  /** The last page of each slice that has any. */
  Map<String, LedgerEntry> last(StreamKey key, String sync, List<String> slices) {
    Map<String, LedgerEntry> last = new HashMap<>();
    bySlices(
        slices,
        row -> last.put(row.getString(2), entry(row)),
        select
            + OF_RUN
            + " AND (slice, page) IN (SELECT slice, max(page) FROM "
            + table
            + OF_RUN
            + " AND slice IN (%s) GROUP BY slice)",
        List.of(key.connection(), key.stream(), sync, key.connection(), key.stream(), sync));
    return last;
  }

  /** Entries that a commit may still have to do with. */
  List<LedgerEntry> open(StreamKey key, String sync) {
    return session.rows(
        Ledger::entry,
        select + OF_RUN + " AND (NOT committed OR (ends AND NOT counted)) ORDER BY slice, page",
        key.connection(),
        key.stream(),
        sync);
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return LedgerEntry.parse(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getString(6));
  }

  /** Enters pages, and returns those that it did not know yet. */
  List<StagedPage> enter(StreamKey key, Run run, List<StagedPage> pages) {
    Set<String> known = known(key, run, pages);
    List<StagedPage> fresh =
        pages.stream().filter(page -> !known.contains(name(page.entry()))).toList();
    session.insert(table, fresh.stream().map(page -> row(key, run, page.entry())).toList());
    return fresh;
  }

  private Set<String> known(StreamKey key, Run run, List<StagedPage> pages) {
    Set<String> known = new HashSet<>();
    bySlices(
        pages.stream().map(page -> page.entry().slice()).distinct().toList(),
        row -> known.add(row.getLong(1) + "@" + row.getString(2)),
        "SELECT page, slice FROM " + table + OF_RUN + " AND slice IN (%s)",
        List.of(key.connection(), key.stream(), run.sync()));
    return known;
  }

  private void bySlices(
      List<String> slices, Session.RowReader<?> reader, String sql, List<String> parameters) {
    for (int from = 0; from < slices.size(); from += AT_ONCE) {
      List<String> some = slices.subList(from, Math.min(slices.size(), from + AT_ONCE));
      List<String> all = new ArrayList<>(parameters);
      all.addAll(some);
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      session.rows(reader, String.format(Locale.ROOT, sql, marks), all.toArray());
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

  /** Whether none of the entries is there uncommitted. */
  boolean isCommitted(Collection<Long> entries) {
    return entries.isEmpty()
        || session
            .rows(
                row -> row.getLong(1),
                "SELECT entry FROM " + table + " WHERE NOT committed AND entry IN " + list(entries))
            .isEmpty();
  }

  void markCommitted(Collection<Long> entries) {
    mark("committed", entries);
  }

  /** The tidemark has taken the entries in for good. */
  void markCounted(Collection<Long> entries) {
    mark("counted", entries);
  }

  private void mark(String flag, Collection<Long> entries) {
    if (!entries.isEmpty()) {
      session.run("UPDATE " + table + " SET " + flag + " = true WHERE entry IN " + list(entries));
    }
  }

  void clear(StreamKey key) {
    session.update("DELETE FROM " + table + OF_STREAM, key.connection(), key.stream());
  }

  static String list(Collection<Long> entries) {
    return entries.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }
}
