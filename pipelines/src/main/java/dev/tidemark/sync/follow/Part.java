package dev.tidemark.sync.follow;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamEvent;
import dev.tidemark.sync.Intent;
import dev.tidemark.sync.StreamEnd;
import dev.tidemark.sync.StreamPlan;
import java.io.Serial;
import java.io.Serializable;

/**
 * One stream in a turn. As long as it brought nothing new its run is not begun: nothing has been
 * written.
 */
final class Part implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final Intent intent;
  private final Known known = new Known();
  private boolean begun;
  private StreamEnd end = StreamEnd.NOTHING;
  private CursorMark reached;

  Part(Intent intent) {
    this.intent = intent;
    this.begun = intent.plan().resumed();
  }

  Intent intent() {
    return intent;
  }

  StreamPlan plan() {
    return intent.plan();
  }

  boolean isBegun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  void saw(RecordBatch page) {
    known.add(page);
    reached = CursorMark.later(reached, page.latest());
  }

  void startOver() {
    known.blur();
  }

  void told(StreamEvent event) {
    end = end.plus(event);
  }

  void ended(StreamEnd how) {
    end = how;
  }

  StreamEnd end() {
    return end;
  }

  Known known() {
    return known;
  }

  /** Whether all there is is read each time, so that only the very same means nothing new. */
  boolean readsAll() {
    return !plan().tidemark().limitsReading();
  }

  /**
   * Up to where it has been read without anything new. The destination hears of that with the
   * stream's next run.
   */
  Tidemark quietUpTo() {
    Tidemark from = plan().run().from();
    boolean isWhole = from.partitions().isEmpty() && from.cursor() != null;
    return isWhole && reached != null ? from.withCursor(reached) : from;
  }
}
