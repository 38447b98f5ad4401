package dev.tidemark.destination.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.model.ColumnType;
import dev.tidemark.shape.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/** Values of a column one after another, as Parquet's plain encoding has them. For one thread. */
final class PlainValues {
  /** A text may be as long as that, more would not fit into an array. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final VarHandle INTS = little(int[].class);
  private static final VarHandle LONGS = little(long[].class);
  private static final VarHandle BIG_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[1 << 16];
  private int size;

  /** The text that was added last: all rows of a page may share one. */
  private String last;

  private byte[] lastBytes;

  private static VarHandle little(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** The same value for each of some rows. */
  void repeat(long value, int rows) {
    reserve(rows * Long.BYTES);
    for (int i = 0; i < rows; i++) {
      LONGS.set(bytes, size, value);
      size += Long.BYTES;
    }
  }

  /** The values of a column in which none may be missing. */
  void addAll(Vector column, int rows) {
    for (int row = 0; row < rows; row++) {
      add(column, row);
    }
  }

  /** Which rows of a column have a value, and these values. */
  void addPresent(Vector column, int rows) {
    BitSet present = column.present(rows);
    int count = present.cardinality();
    int at = size;
    reserve(Integer.BYTES);
    size += Integer.BYTES;
    if (count == 0 || count == rows) {
      variable(rows << 1);
      one(count == 0 ? 0 : 1);
    } else {
      int groups = (rows + 7) / 8;
      variable((groups << 1) | 1);
      byte[] flags = Arrays.copyOf(present.toByteArray(), groups);
      add(flags, groups);
    }
    INTS.set(bytes, at, size - at - Integer.BYTES);
    if (column.type() == ColumnType.BOOLEAN) {
      flags(column, present, count);
    } else if (count == rows) {
      addAll(column, rows);
    } else {
      for (int row = present.nextSetBit(0); row >= 0; row = present.nextSetBit(row + 1)) {
        add(column, row);
      }
    }
  }

  private void add(Vector column, int row) {
    switch (column.type()) {
      case TEXT, JSON -> text(column.textAt(row));
      case BIG_INTEGER -> text(column.bigIntegerAt(row).toString());
      case INTEGER, TIME, TIMESTAMP, TIMESTAMP_TZ -> number(column.longAt(row));
      case DOUBLE -> number(Double.doubleToRawLongBits(column.doubleAt(row)));
      case DATE -> {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, (int) column.longAt(row));
        size += Integer.BYTES;
      }
      case DECIMAL -> decimal(column.decimalAt(row).unscaledValue());
      case UUID -> wide(column.longAt(row), column.lowAt(row));
      case BOOLEAN -> throw new IllegalArgumentException("booleans are bits");
    }
  }

  /** Booleans are single bits, the lowest of a byte first. */
  private void flags(Vector column, BitSet present, int count) {
    BitSet flags = new BitSet(count);
    int at = 0;
    for (int row = present.nextSetBit(0); row >= 0; row = present.nextSetBit(row + 1)) {
      flags.set(at++, column.longAt(row) != 0);
    }
    int length = (count + 7) / 8;
    add(Arrays.copyOf(flags.toByteArray(), length), length);
  }

  private void text(String text) {
    if (!text.equals(last)) {
      last = text;
      lastBytes = text.getBytes(UTF_8);
    }
    byte[] utf8 = lastBytes;
    reserve(Integer.BYTES + utf8.length);
    INTS.set(bytes, size, utf8.length);
    System.arraycopy(utf8, 0, bytes, size + Integer.BYTES, utf8.length);
    size += Integer.BYTES + utf8.length;
  }

  private void decimal(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      long low = value.longValue();
      wide(low >> 63, low);
    } else {
      wide(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }
  }

  private void wide(long high, long low) {
    reserve(2 * Long.BYTES);
    BIG_LONGS.set(bytes, size, high);
    BIG_LONGS.set(bytes, size + Long.BYTES, low);
    size += 2 * Long.BYTES;
  }

  private void number(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  private void variable(int number) {
    int left = number;
    while (left > 0x7f) {
      one((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    one(left);
  }

  private void one(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void add(byte[] more, int length) {
    reserve(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      long wanted = Math.max((long) size + more, Math.min(LONGEST, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }
}
