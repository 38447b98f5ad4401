package dev.tidemark.simulator.record;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The positions a question selects, in the order of the answer: {@code Selection.range(0, 50)},
 * {@code selection.where(p -> p % 2 == 0).reversed()}. Immutable.
 */
public final class Selection {
  private final int from;
  private final int to;
  private final int[] listed;
  private final boolean reversed;

  private Selection(int from, int to, int[] listed, boolean reversed) {
    this.from = from;
    this.to = Math.max(from, to);
    this.listed = listed;
    this.reversed = reversed;
  }

  /** All positions from one up to another (exclusive). */
  public static Selection range(int from, int to) {
    return new Selection(from, to, null, false);
  }

  /** Only those that hold. */
  public Selection where(IntPredicate holds) {
    int[] kept = IntStream.range(0, size()).map(this::ascending).filter(holds).toArray();
    return new Selection(0, kept.length, kept, reversed);
  }

  /** The same, last first. */
  public Selection reversed() {
    return new Selection(from, to, listed, !reversed);
  }

  /** How many there are. */
  public int size() {
    return to - from;
  }

  /** The position at an index from 0. */
  public int at(int index) {
    return ascending(reversed ? size() - 1 - index : index);
  }

  /** How many of the selection come before a position or are it, in the order of the answer. */
  public int indexAfter(int position) {
    int below = countUpTo(reversed ? position - 1 : position);
    return reversed ? size() - below : below;
  }

  boolean isPlainRange() {
    return listed == null && !reversed;
  }

  private int countUpTo(int position) {
    if (listed == null) {
      return Math.max(0, Math.min(to, position + 1) - from);
    }
    int found = Arrays.binarySearch(listed, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private int ascending(int index) {
    return listed == null ? from + index : listed[index];
  }
}
