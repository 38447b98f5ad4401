package dev.tidemark.sync.follow;

import dev.tidemark.model.CursorMark;
import dev.tidemark.sync.Intent;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;

/**
 * How one stream stands between two turns.
 *
 * @param due when its next turn begins
 * @param failures how many turns have failed in a row
 * @param reached its committed cursor, or null
 * @param intent what the next turn is about, where nothing has been written since it was made; or
 *     null
 * @param noted when its progress was last written
 * @param known what its last run brought, or null
 */
record Stand(
    Instant due, int failures, CursorMark reached, Intent intent, Instant noted, Known known)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  static final Stand START = new Stand(Instant.EPOCH, 0, null, null, Instant.EPOCH, null);

  Stand failed(Instant again) {
    return new Stand(again, failures + 1, reached, null, noted, known);
  }

  /** After a turn that has brought nothing new. */
  Stand quiet(Instant next, Intent later) {
    return new Stand(next, 0, reached, later, noted, known);
  }

  /** After a run. */
  Stand ran(Instant next, Instant at, Known brought) {
    return new Stand(next, 0, reached, null, at, brought);
  }

  Stand at(CursorMark committed) {
    return new Stand(due, failures, committed, intent, noted, known);
  }
}
