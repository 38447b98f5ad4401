package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.template.IsoDuration;
import java.time.OffsetDateTime;

/**
 * A span of time cut into windows.
 *
 * @param from where the first window starts
 * @param to where the last window ends
 * @param step from one start to the next; null for one window
 * @param granularity what a window but the last ends before the next one starts
 */
record Windows(OffsetDateTime from, OffsetDateTime to, IsoDuration step, IsoDuration granularity) {
  /** A window, both ends included. */
  record Window(OffsetDateTime start, OffsetDateTime end) {}

  boolean isEmpty() {
    return !from.isBefore(to);
  }

  /**
   * Where the window after the one that starts at {@code start} starts; null if that is the last.
   */
  OffsetDateTime next(OffsetDateTime start) {
    OffsetDateTime cut = step == null ? to : step.addTo(start);
    return cut.isBefore(to) ? cut : null;
  }

  /** The window that starts at {@code start}. */
  Window at(OffsetDateTime start) {
    OffsetDateTime next = next(start);
    return new Window(start, next == null ? to : granularity.subtractFrom(next));
  }
}
