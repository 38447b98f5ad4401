package dev.tidemark.shape;

import dev.tidemark.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The values of one column over the rows of a batch, unboxed where they can be.
 *
 * <p>Booleans, integers, dates (days since the epoch), times (microseconds of the day) and
 * timestamps (microseconds since the epoch) are longs; see {@link #longAt}. Text and JSON are
 * {@link String}s, big integers {@link BigInteger}s, decimals {@link BigDecimal}s. A UUID is two
 * longs.
 */
public final class Vector {
  private final ColumnType type;
  private final BitSet present = new BitSet();
  private long[] longs;
  private long[] lows;
  private double[] doubles;
  private Object[] objects;

  /**
   * @param rows how many there will be, unless there are rows of lists too
   */
  Vector(ColumnType type, int rows) {
    this.type = type;
    switch (type) {
      case BOOLEAN, INTEGER, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> longs = new long[rows];
      case UUID -> {
        longs = new long[rows];
        lows = new long[rows];
      }
      case DOUBLE -> doubles = new double[rows];
      default -> objects = new Object[rows];
    }
  }

  public ColumnType type() {
    return type;
  }

  public boolean isNull(int row) {
    return !present.get(row);
  }

  /** Which of the first rows have a value. */
  public BitSet present(int rows) {
    return present.get(0, rows);
  }

  public long longAt(int row) {
    return longs[row];
  }

  /** The lower half of a UUID, whose upper half is {@link #longAt}. */
  public long lowAt(int row) {
    return lows[row];
  }

  public double doubleAt(int row) {
    return doubles[row];
  }

  public String textAt(int row) {
    return (String) objects[row];
  }

  public BigInteger bigIntegerAt(int row) {
    return (BigInteger) objects[row];
  }

  public BigDecimal decimalAt(int row) {
    return (BigDecimal) objects[row];
  }

  /** The value as a boxed object, or null: for display and tests, not for the row path. */
  public Object valueAt(int row) {
    if (isNull(row)) {
      return null;
    }
    if (lows != null) {
      return new UUID(longs[row], lows[row]);
    }
    return longs != null ? (Object) longs[row] : doubles != null ? doubles[row] : objects[row];
  }

  void set(int row, long value) {
    if (row >= longs.length) {
      longs = Arrays.copyOf(longs, row * 2);
    }
    longs[row] = value;
    present.set(row);
  }

  void set(int row, long high, long low) {
    if (row >= lows.length) {
      lows = Arrays.copyOf(lows, row * 2);
    }
    lows[row] = low;
    set(row, high);
  }

  void set(int row, double value) {
    if (row >= doubles.length) {
      doubles = Arrays.copyOf(doubles, row * 2);
    }
    doubles[row] = value;
    present.set(row);
  }

  void set(int row, Object value) {
    if (row >= objects.length) {
      objects = Arrays.copyOf(objects, row * 2);
    }
    objects[row] = value;
    present.set(row);
  }

  void clear(int row) {
    present.clear(row);
  }

  @Override
  public String toString() {
    return type
        + Arrays.toString(IntStream.range(0, present.length()).mapToObj(this::valueAt).toArray());
  }
}
