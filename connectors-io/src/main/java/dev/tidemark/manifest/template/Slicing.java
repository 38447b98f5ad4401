package dev.tidemark.manifest.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's {@code a[start:stop:step]} on texts, lists and tuples. */
final class Slicing {
  private Slicing() {}

  static Object slice(Object owner, Object start, Object stop, Object step) {
    Undefined.refuse(owner);
    if (owner instanceof String text) {
      return sliceText(text, bounds(CodePoints.count(text), start, stop, step));
    }
    if (owner instanceof List<?> list) {
      List<Object> picked = pick(list, bounds(list.size(), start, stop, step));
      return owner instanceof Tuple ? Tuple.copyOf(picked) : picked;
    }
    throw new TypeTrouble("'" + TypeNames.of(owner) + "' object is not subscriptable by a slice");
  }

  /** A bound given to a text method, clamped into the text: negative ones count from the end. */
  static int clamp(Object bound, int length, int fallback) {
    return bound == null ? fallback : (int) Math.min(length, fromEnd(index(bound), length));
  }

  private static long fromEnd(long index, int length) {
    return index < 0 ? Math.max(0, index + length) : index;
  }

  private static String sliceText(String text, Bounds bounds) {
    if (bounds.step == 1) {
      return bounds.first >= bounds.last
          ? ""
          : CodePoints.part(text, (int) bounds.first, (int) bounds.last);
    }
    int[] points = text.codePoints().toArray();
    StringBuilder picked = new StringBuilder();
    for (long i = bounds.first;
        bounds.step > 0 ? i < bounds.last : i > bounds.last;
        i += bounds.step) {
      picked.appendCodePoint(points[(int) i]);
    }
    return picked.toString();
  }

  private static List<Object> pick(List<?> list, Bounds bounds) {
    List<Object> picked = new ArrayList<>();
    for (long i = bounds.first;
        bounds.step > 0 ? i < bounds.last : i > bounds.last;
        i += bounds.step) {
      picked.add(list.get((int) i));
    }
    return picked;
  }

  private record Bounds(long first, long last, long step) {}

  private static Bounds bounds(int length, Object start, Object stop, Object step) {
    long stride = step == null ? 1 : index(step);
    if (stride == 0) {
      throw new EvaluationProblem("slice step cannot be zero");
    }
    long lowest = stride > 0 ? 0 : -1;
    long highest = stride > 0 ? length : length - 1L;
    long first =
        start == null ? (stride > 0 ? lowest : highest) : bound(start, length, lowest, highest);
    long last =
        stop == null ? (stride > 0 ? highest : lowest) : bound(stop, length, lowest, highest);
    return new Bounds(first, last, stride);
  }

  private static long bound(Object value, int length, long lowest, long highest) {
    long index = index(value);
    return Math.max(lowest, Math.min(highest, index < 0 ? index + length : index));
  }

  private static long index(Object value) {
    if (!Numbers.isWhole(value)) {
      throw new TypeTrouble("slice indices must be integers or None");
    }
    BigInteger big = Numbers.big(value);
    return big.bitLength() < 40 ? big.longValue() : big.signum() * (1L << 40);
  }
}
