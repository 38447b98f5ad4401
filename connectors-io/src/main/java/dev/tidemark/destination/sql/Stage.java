package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where rows wait for a commit. */
interface Stage {
  /** Makes room for a run, in the place of those before. */
  void open(Transaction transaction, StreamKey key, Run run);

  /** Forgets all that waits, of a run and of those before. */
  void clear(Transaction transaction, StreamKey key, Run run);

  void add(Transaction transaction, StreamKey key, Run run, List<StagedPage> pages);

  /** What a query reads the rows of ledger entries from, and perhaps others. */
  String rows(StreamKey key, Run run, Collection<Long> entries);

  /** Forgets the rows of ledger entries. */
  void forget(Transaction transaction, StreamKey key, Run run, Collection<Long> entries);

  /** Slices of which rows are gone that should wait; of some, or of all if none are given. */
  Set<String> lost(StreamKey key, Run run, List<String> slices);
}
