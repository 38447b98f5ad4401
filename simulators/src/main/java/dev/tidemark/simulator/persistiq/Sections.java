package dev.tidemark.simulator.persistiq;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The children of all parents in one row: those of parent 0, then of parent 1, and so on. */
final class Sections {
  private final int[] starts;

  private Sections(int[] starts) {
    this.starts = starts;
  }

  static Sections of(int parents, IntUnaryOperator childrenOf) {
    int[] starts = new int[parents + 1];
    for (int parent = 0; parent < parents; parent++) {
      starts[parent + 1] = starts[parent] + childrenOf.applyAsInt(parent);
    }
    return new Sections(starts);
  }

  int size() {
    return starts[starts.length - 1];
  }

  int start(int parent) {
    return starts[parent];
  }

  /** The parent of the child at a position of the row. */
  int parentOf(int position) {
    int found = Arrays.binarySearch(starts, position);
    int parent = found >= 0 ? found : -found - 2;
    while (starts[parent + 1] <= position) {
      parent++; // parents without children start where the next one does
    }
    return parent;
  }
}
