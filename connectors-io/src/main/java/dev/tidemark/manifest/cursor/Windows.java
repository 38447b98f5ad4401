package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.template.IsoDuration;
import java.time.OffsetDateTime;

/**
 * A span of time cut into windows.
 *
 * @param from where the first window starts; null where there is none
 * @param to where the last window ends
 * @param step from one start to the next; null for one window
 * @param granularity what a window but the last ends before the next one starts
 * @param clamping where windows may start
 */
record Windows(
    OffsetDateTime from,
    OffsetDateTime to,
    IsoDuration step,
    IsoDuration granularity,
    Clamping clamping) {
  static final Windows NONE = new Windows(null, null, null, null, null);

  /** A window, both ends included. */
  record Window(OffsetDateTime start, OffsetDateTime end, boolean last) {}

  boolean isEmpty() {
    return from == null || from.isAfter(to);
  }

  /**
   * Where the window after the one that starts at {@code start} starts; null if that is the last.
   */
  OffsetDateTime next(OffsetDateTime start) {
    OffsetDateTime cut = step == null ? to : clamping.up(step.addTo(start));
    return cut.isBefore(to) ? cut : null;
  }

  /** The window that starts at {@code start}. */
  Window at(OffsetDateTime start) {
    OffsetDateTime next = next(start);
    return new Window(start, next == null ? to : granularity.subtractFrom(next), next == null);
  }
}
