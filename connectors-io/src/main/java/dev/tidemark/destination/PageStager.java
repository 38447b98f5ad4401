package dev.tidemark.destination;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.shape.ColumnBatch;
import dev.tidemark.shape.DeadLetter;
import dev.tidemark.shape.Shaper;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Shapes pages of one stream and stages them, several in one transaction where they come fast. What
 * is not yet staged is read again after a crash, so little is held back; nothing, where a page only
 * says how far its source has come.
 */
public final class PageStager {
  private final Destination destination;
  private final StreamKey key;
  private final Run run;
  private final Shaper shaper;
  private final Rhythm.Portion portion;
  private final SecureRandom random = new SecureRandom();
  private final List<StagedPage> held = new ArrayList<>();
  private final Map<String, CursorMark> latestBySlice = new HashMap<>();
  private int heldRows;
  private long heldValues;
  private long heldBytes;
  private long heldSince;

  public PageStager(Destination destination, StreamKey key, Run run) {
    this.destination = destination;
    this.key = key;
    this.run = run;
    this.portion = destination.rhythm().stage();
    this.shaper =
        new Shaper(
                run.staged(),
                run.contract(),
                run.strategy().byKey() ? run.primaryKey() : List.of(),
                new HashSet<>(run.selected()))
            .taking(run.nested(), run.meta());
  }

  /** The last staged page of slices that have any; tells the stager what was found before that. */
  public Map<String, LedgerEntry> resume(List<String> slices) {
    Map<String, LedgerEntry> last = destination.lastStaged(key, run.sync(), slices);
    last.forEach((slice, entry) -> latestBySlice.put(slice, entry.latest()));
    return last;
  }

  /** Takes a page; returns what became of its records. */
  public Taken add(RecordBatch batch) {
    ColumnBatch columns = shaper.shape(batch);
    String slice = batch.slice().id();
    if (batch.page() > 0 && !latestBySlice.containsKey(slice)) {
      // Another worker has read the pages before.
      resume(List.of(slice));
    }
    CursorMark latest = CursorMark.later(latestBySlice.get(slice), batch.latest());
    latestBySlice.put(slice, latest);
    if (held.isEmpty()) {
      heldSince = System.nanoTime();
    }
    held.add(
        new StagedPage(
            LedgerEntry.of(
                random.nextLong() >>> 1,
                batch.slice(),
                batch.page(),
                columns.records(),
                batch.following(),
                latest,
                batch.extractedAt(),
                columns.observed()),
            columns));
    heldRows += columns.rows();
    heldValues += (long) columns.rows() * columns.vectors().size();
    heldBytes += batch.bytes();
    boolean isNote = batch.records().isEmpty() && !batch.isLast();
    if (isNote || portion.isFull(heldRows, heldValues, heldBytes, heldSince)) {
      flush();
    }
    return new Taken(columns.records(), columns.deadLetters());
  }

  /**
   * The slice is read again from its first page.
   *
   * @return how many of its rows were staged and will not enter the table
   */
  public long startOver(String slice) {
    flush();
    latestBySlice.remove(slice);
    return destination.forget(key, run, slice);
  }

  /** Stages what is held back, and leaves a slice, which another worker may go on with. */
  public void leave(String slice) {
    flush();
    latestBySlice.remove(slice);
  }

  /** Stages what is held back. */
  public void flush() {
    if (!held.isEmpty()) {
      destination.stage(key, run, held);
    }
    held.clear();
    heldRows = 0;
    heldValues = 0;
    heldBytes = 0;
  }

  /** Forgets what is held back: it will be read again. */
  public void drop() {
    held.clear();
    heldRows = 0;
    heldValues = 0;
    heldBytes = 0;
  }

  /**
   * What became of a page's records.
   *
   * @param rows became rows
   * @param deadLetters could not
   */
  public record Taken(int rows, List<DeadLetter> deadLetters) {}
}
