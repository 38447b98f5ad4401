package dev.tidemark.simulator.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When the record at each position happened: {@code Timeline.over(1000, from, to)}, later {@code
 * timeline.extended(50, Duration.ofDays(1))}. Times never fall as positions rise, and about three
 * neighbours share each time, so that some of them meet at page boundaries. Immutable; positions
 * keep their times when the line is extended.
 */
public final class Timeline {
  private static final int SHARING = 3;

  private final List<Segment> segments;

  private Timeline(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  /** So many records, spread evenly. */
  public static Timeline over(int count, Instant from, Instant to) {
    return new Timeline(List.of(segment(0, count, from.getEpochSecond(), to.getEpochSecond())));
  }

  /** More records after the end, within a span of time. */
  public Timeline extended(int count, Duration span) {
    return extended(count, 0, span);
  }

  /** The same, but the first few happen at the second of the last one so far: late arrivals. */
  public Timeline extendedLate(int count, Duration span) {
    return extended(count, size() == 0 ? 0 : Math.min(SHARING, count), span);
  }

  private Timeline extended(int count, int tied, Duration span) {
    int first = size();
    long end = last().to;
    List<Segment> longer = new ArrayList<>(segments);
    if (tied > 0) {
      long lastSecond = secondAt(first - 1);
      longer.add(new Segment(first, tied, lastSecond, lastSecond, 1));
    }
    longer.add(segment(first + tied, count - tied, end, end + span.toSeconds()));
    return new Timeline(longer);
  }

  /** How many records there are. */
  public int size() {
    return last().first + last().count;
  }

  /** The instant up to which records have been made: later ones come after it. */
  public Instant end() {
    return Instant.ofEpochSecond(last().to);
  }

  /** The time of a record in seconds since 1970. */
  public long secondAt(int position) {
    for (int i = segments.size() - 1; i > 0; i--) {
      if (segments.get(i).first <= position) {
        return segments.get(i).secondAt(position);
      }
    }
    return segments.get(0).secondAt(position);
  }

  /** How many records happened before a second. */
  public int countBefore(long second) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (secondAt(middle) < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  private static Segment segment(int first, int count, long from, long to) {
    long step = Math.max(1, SHARING * (to - from) / Math.max(1, count));
    return new Segment(first, count, from, to, step);
  }

  private record Segment(int first, int count, long from, long to, long step) {
    long secondAt(int position) {
      long offset = (position - first) * (to - from) / Math.max(1, count);
      return from + offset / step * step;
    }
  }
}
