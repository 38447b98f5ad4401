package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import java.io.Serial;
import java.io.Serializable;

/**
 * The pages of a slice that are still to be read: all from a position on, or none.
 *
 * @param from the next page
 * @param stop true where reading stops before {@code from}, because someone else goes on there
 */
public record PageRange(PagePosition from, boolean stop) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** A slice that is read to its end. */
  static final PageRange DONE = new PageRange(PagePosition.FIRST, true);

  public static PageRange from(PagePosition position) {
    return new PageRange(position, false);
  }
}
