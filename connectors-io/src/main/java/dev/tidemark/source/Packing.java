package dev.tidemark.source;

import dev.tidemark.model.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts slices of one stream together, the more of them the more there are, so that what is paid
 * once for a slice (looking where it goes on, staging what it ends with) is paid once for many.
 * There stay enough groups to keep all readers busy to the end; and since neighbours are often of a
 * size, they go to different groups.
 */
final class Packing {
  private static final int GROUPS_OF_A_READER = 4;
  private static final int MOST_IN_GROUP = 128;
  private static final int MOST_HELD = 1_000;
  private static final long MOST_CHARACTERS = 1 << 20;

  private final int readers;
  private final List<Slice> held = new ArrayList<>();
  private long heldCharacters;
  private long listed;

  /**
   * @param readers how many slices are read at once
   * @param listed how many slices of the stream were listed before
   */
  Packing(int readers, long listed) {
    this.readers = readers;
    this.listed = listed;
  }

  /** How many slices of the stream are listed. */
  long listed() {
    return listed;
  }

  /** Takes slices; returns those that are to be read now, some of them together. */
  List<Slice> add(List<Slice> slices) {
    held.addAll(slices);
    listed += slices.size();
    for (Slice slice : slices) {
      heldCharacters += slice.extra().length();
    }
    long enough = Math.min(MOST_HELD, size() * readers);
    boolean isEnough = held.size() >= enough || heldCharacters >= MOST_CHARACTERS;
    return size() == 1 || isEnough ? rest() : List.of();
  }

  /** Those that are held back. */
  List<Slice> rest() {
    long groups =
        Math.max(
            Math.min(held.size(), readers),
            Math.max(1 + (held.size() - 1) / size(), heldCharacters / MOST_CHARACTERS));
    List<List<Slice>> parts = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      if (i < groups) {
        parts.add(new ArrayList<>());
      }
      parts.get((int) (i % groups)).add(held.get(i));
    }
    held.clear();
    heldCharacters = 0;
    return parts.stream().map(Slice::group).toList();
  }

  private long size() {
    return Math.max(1, Math.min(MOST_IN_GROUP, listed / ((long) GROUPS_OF_A_READER * readers)));
  }
}
