package dev.tidemark.model;

import java.io.Serial;
import java.io.Serializable;

/**
 * A value of a cursor that can be compared without knowing how it is written.
 *
 * @param value as the source writes it
 * @param order grows with the cursor; microseconds since the epoch where the cursor is a time.
 *     Marks of one order, as those within a microsecond are, follow their values
 */
public record CursorMark(String value, long order) implements Comparable<CursorMark>, Serializable {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public int compareTo(CursorMark other) {
    int byOrder = Long.compare(order, other.order);
    return byOrder == 0 ? value.compareTo(other.value) : byOrder;
  }

  /** The later of two marks, either of which may be null. */
  public static CursorMark later(CursorMark left, CursorMark right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return right.compareTo(left) > 0 ? right : left;
  }
}
