package dev.tidemark.simulator.convex;

import java.util.Arrays;

/**
 * All that has happened to one document. Immutable, so that a reader of a moment in the past is not
 * disturbed by changes.
 */
final class Life {
  private static final int DELETED = -1;

  private final int number;
  private final long[] times;
  private final int[] versions;

  private Life(int number, long[] times, int[] versions) {
    this.number = number;
    this.times = times;
    this.versions = versions;
  }

  static Life born(int number, long time) {
    return new Life(number, new long[] {time}, new int[] {0});
  }

  Life changed(long time) {
    return with(time, versions[versions.length - 1] + 1);
  }

  Life deleted(long time) {
    return with(time, DELETED);
  }

  private Life with(long time, int version) {
    int count = times.length;
    long[] moreTimes = Arrays.copyOf(times, count + 1);
    int[] moreVersions = Arrays.copyOf(versions, count + 1);
    moreTimes[count] = time;
    moreVersions[count] = version;
    return new Life(number, moreTimes, moreVersions);
  }

  int number() {
    return number;
  }

  long bornAt() {
    return times[0];
  }

  boolean isAlive() {
    return versions[versions.length - 1] != DELETED;
  }

  /** The revision that was current at a moment, or null where there was none. */
  Revision at(Table table, String id, long moment) {
    int last = times.length - 1;
    while (last >= 0 && times[last] > moment) {
      last--;
    }
    return last < 0 || versions[last] == DELETED
        ? null
        : new Revision(times[last], table, id, number, versions[last], times[0]);
  }

  Revision latest(Table table, String id) {
    int last = times.length - 1;
    return new Revision(times[last], table, id, number, versions[last], times[0]);
  }
}
