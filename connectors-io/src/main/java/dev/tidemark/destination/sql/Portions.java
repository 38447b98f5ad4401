package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import java.util.Collection;
import java.util.List;

/**
 * Rows that wait for a commit, those that came together apart from all others: so what has entered
 * its table is removed as a whole, and no row is looked at twice. Safe for any thread.
 */
public interface Portions {
  /** How many rows are worth a portion. */
  int fewestRows();

  /** Writes rows for good: at once, or as part of the transaction that tells of the portion. */
  void write(
      Transaction transaction, StreamKey key, Run run, String portion, List<StagedPage> pages);

  boolean has(StreamKey key, Run run, String portion);

  /** What a query reads the rows of portions from, with the columns as staging tables have them. */
  String rows(StreamKey key, Run run, List<String> portions);

  /** Removes portions that the transaction has no use for any more. */
  void remove(Transaction transaction, StreamKey key, Run run, Collection<String> portions);

  /** Removes all portions of a run, and of those before. */
  void clear(Transaction transaction, StreamKey key, Run run);
}
