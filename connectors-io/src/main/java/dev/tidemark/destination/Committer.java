package dev.tidemark.destination;

import dev.tidemark.evolve.Evolution;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides what can be committed and has the destination do it. Any worker may commit at any time: a
 * commit is decided on one version of the stream's state and carried out only if that still holds.
 */
public final class Committer {
  /** Losing the race this often means that something else is wrong. */
  private static final int ATTEMPTS = 50;

  private final Destination destination;
  private final StreamKey key;
  private final Run run;

  public Committer(Destination destination, StreamKey key, Run run) {
    this.destination = destination;
    this.key = key;
    this.run = run;
  }

  /**
   * Commits the staged pages that may enter the table now.
   *
   * @return rows that entered; -1 if there was nothing to commit
   */
  public long commitStaged() {
    return run.commitsEarly() ? commit(null, entry -> true) : -1;
  }

  /** Completes the run of a stream that no other one divides. */
  public long complete() {
    return complete(Map.of(), PartitionSet.EMPTY);
  }

  /**
   * Commits all that is staged and completes the run: to be called when every slice has been staged
   * to its end.
   *
   * @param parents how far the streams that divide this one have been read for it
   * @param gone partitions that were read for good and that the source has no more
   * @return rows that entered; -1 if there were none
   */
  public long complete(Map<String, Tidemark> parents, PartitionSet gone) {
    return commit(new Progress.Completion(Instant.now(), parents, gone), entry -> true);
  }

  /**
   * Commits what is staged of some slices and completes the run: to be called when these are staged
   * to their end. What is staged of others is forgotten.
   *
   * @return rows that entered; -1 if there were none
   */
  public long complete(Set<String> slices) {
    return commit(
        new Progress.Completion(Instant.now(), Map.of(), PartitionSet.EMPTY),
        entry -> slices.contains(entry.slice()));
  }

  private long commit(Progress.Completion completion, Predicate<LedgerEntry> counts) {
    boolean ends = completion != null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      StreamState state =
          destination.states(key.connection()).getOrDefault(key.stream(), StreamState.UNKNOWN);
      if (state.run().filter(open -> open.sync().equals(run.sync())).isEmpty()) {
        // Someone else, resuming this run, has completed it.
        return -1;
      }
      List<LedgerEntry> ledger =
          destination.ledger(key, run.sync()).stream().filter(counts).toList();
      List<LedgerEntry> entering = entering(ledger);
      if (entering.isEmpty() && !ends) {
        return -1;
      }
      if (destination.commit(decide(state, ledger, entering, completion))) {
        long rows = entering.stream().mapToLong(LedgerEntry::rows).sum();
        boolean other = run.strategy() == Strategy.REPLACE || run.marksUnseen();
        return rows > 0 || other ? rows : -1;
      }
    }
    throw Problem.destination(
        key + ": the state kept changing under " + ATTEMPTS + " attempts to commit", null);
  }

  private Commit decide(
      StreamState state,
      List<LedgerEntry> ledger,
      List<LedgerEntry> entering,
      Progress.Completion completion) {
    Map<String, Set<ColumnType>> observed = new TreeMap<>();
    Versions versions = Versions.of(run, entering);
    Set<Long> ids = new HashSet<>();
    for (LedgerEntry entry : entering) {
      ids.add(entry.id());
      entry
          .observed()
          .forEach(
              (field, types) ->
                  observed
                      .computeIfAbsent(field, f -> EnumSet.noneOf(ColumnType.class))
                      .addAll(types));
    }
    TableSchema before = state.schema().orElse(run.staged());
    TableSchema after =
        Evolution.admit(before, observed, run.nested(), run.meta(), destination::changesType);
    List<LedgerEntry> done =
        ledger.stream().filter(e -> e.committed() || ids.contains(e.id())).toList();
    Progress progress = Progress.advance(state.tidemark(), run, done, completion);
    return new Commit(
        key,
        run,
        state.version(),
        ids.stream().filter(id -> !versions.dropped().contains(id)).toList(),
        versions,
        progress.counted(),
        before,
        after,
        observed,
        progress.tidemark(),
        completion != null);
  }

  /**
   * Entries whose rows may enter. Unless they are told by a key, only whole slices do: a slice
   * whose token has grown stale must be read again from its start, and rows that have entered can't
   * be told apart. Parts of a stream that come in versions enter wholly or not at all: there may be
   * another version before all of this one is read. At the end of a run a slice is cut only if the
   * source has it no more.
   */
  private List<LedgerEntry> entering(List<LedgerEntry> ledger) {
    boolean byPartition = run.origin() != null;
    Set<String> whole = byPartition ? wholePartitions(ledger) : wholeSlices(ledger);
    return ledger.stream()
        .filter(entry -> !entry.committed())
        .filter(
            entry ->
                run.strategy().byKey()
                    || whole.contains(byPartition ? entry.partition() : entry.slice()))
        .toList();
  }

  private static Set<String> wholeSlices(List<LedgerEntry> ledger) {
    Set<String> whole = new HashSet<>();
    ledger.stream().filter(LedgerEntry::endsSlice).forEach(entry -> whole.add(entry.slice()));
    return whole;
  }

  /** Partitions whose slices are all there, up to the one that is known to be the last. */
  private static Set<String> wholePartitions(List<LedgerEntry> ledger) {
    Map<String, Set<Integer>> ordinals = new HashMap<>();
    Map<String, Integer> last = new HashMap<>();
    for (LedgerEntry entry : ledger) {
      if (entry.endsSlice()) {
        ordinals.computeIfAbsent(entry.partition(), key -> new HashSet<>()).add(entry.ordinal());
        if (entry.last()) {
          last.put(entry.partition(), entry.ordinal());
        }
      }
    }
    Set<String> whole = new HashSet<>();
    last.forEach(
        (partition, ordinal) -> {
          if (ordinals.get(partition).size() == ordinal + 1) {
            whole.add(partition);
          }
        });
    return whole;
  }
}
