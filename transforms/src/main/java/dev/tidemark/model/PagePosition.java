package dev.tidemark.model;

import java.io.Serial;
import java.io.Serializable;

/**
 * Where a slice goes on: the number of the next page and what its source needs to ask for it.
 *
 * @param index pages of the slice that come before
 * @param token the source's own note, as JSON text; null at the first page
 */
public record PagePosition(long index, String token) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static final PagePosition FIRST = new PagePosition(0, null);

  /** The first page again, and all of the slice from there on. */
  public static PagePosition startOver(String token) {
    return new PagePosition(0, token);
  }

  public PagePosition next(String nextToken) {
    return new PagePosition(index + 1, nextToken);
  }
}
