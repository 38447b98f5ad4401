package dev.tidemark.source;

import dev.tidemark.model.Tidemark;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;

/**
 * What is to be read of a stream.
 *
 * @param tidemark where to begin: what was committed when the run began
 * @param end where to stop: nothing newer is asked for, however long the run takes
 * @param today when the sync began that is listing slices, which for a run that is resumed is later
 *     than its end. Streams that divide this one are read as they are today: a parent that has
 *     changed since the run began must not be missed.
 */
public record Span(Tidemark tidemark, Instant end, Instant today) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** What a run has to read that begins now. */
  public static Span of(Tidemark tidemark, Instant now) {
    return new Span(tidemark, now, now);
  }

  /** The same from another beginning. */
  public Span from(Tidemark other) {
    return new Span(other, end, today);
  }
}
