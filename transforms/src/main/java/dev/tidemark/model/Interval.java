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
 * @param last whether none of the partition follows; where that is not known the ledger keeps a
 *     little more in mind
 */
public record Interval(int ordinal, String start, String end, boolean last)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** One of which it is not known whether another follows. */
  public Interval(int ordinal, String start, String end) {
    this(ordinal, start, end, false);
  }
}
