package dev.tidemark.model;

import java.io.Serial;
import java.io.Serializable;

/**
 * A piece of a cursor's range, its bounds written as the source writes them.
 *
 * @param ordinal position among the intervals of its partition, from 0 and without gaps; a tidemark
 *     advances over finished intervals only as far as none before is missing
 * @param start lower bound
 * @param end upper bound
 */
public record Interval(int ordinal, String start, String end) implements Serializable {
  @Serial private static final long serialVersionUID = 1;
}
