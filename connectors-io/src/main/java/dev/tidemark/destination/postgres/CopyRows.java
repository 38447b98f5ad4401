package dev.tidemark.destination.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.shape.ColumnBatch;
import dev.tidemark.shape.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in Postgres's binary COPY format: no value is turned into text, and none has to be
 * escaped.
 */
final class CopyRows {
  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int BUFFER = 1 << 16;

  /** Room for the longest value of fixed size, numbers included. */
  private static final int RESERVE = 1 << 10;

  private static final int NULL = -1;
  private static final byte NO_VERSION = 0;
  private static final byte JSONB_VERSION = 1;

  /** From 1970 to 2000, where Postgres begins to count. */
  private static final int EPOCH_DAYS = 10_957;

  private static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;
  private static final short NEGATIVE = 0x4000;
  private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
  private static final int DIGITS_OF_A_GROUP = 4;

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final List<Short> groups = new ArrayList<>();

  private CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  static void write(CopyIn copy, List<StagedPage> pages) throws SQLException {
    CopyRows rows = new CopyRows(copy);
    rows.buffer.put(SIGNATURE).putInt(0).putInt(0);
    for (StagedPage page : pages) {
      rows.page(page);
    }
    rows.room(RESERVE);
    rows.buffer.putShort((short) -1);
    rows.flush();
  }

  private void page(StagedPage page) throws SQLException {
    ColumnBatch batch = page.columns();
    Vector[] columns = batch.ofRows();
    for (int row = 0; row < batch.rows(); row++) {
      room(RESERVE);
      buffer.putShort((short) (columns.length + 3));
      number(page.entry().id());
      value(batch.ids(), row);
      number(batch.extractedAt() - EPOCH_MICROS);
      for (Vector column : columns) {
        room(RESERVE);
        if (column.isNull(row)) {
          buffer.putInt(NULL);
        } else {
          value(column, row);
        }
      }
    }
  }

  private void value(Vector column, int row) throws SQLException {
    switch (column.type()) {
      case TEXT -> bytes(column.textAt(row).getBytes(UTF_8), NO_VERSION);
      case JSON -> bytes(column.textAt(row).getBytes(UTF_8), JSONB_VERSION);
      case INTEGER, TIME -> number(column.longAt(row));
      case BOOLEAN -> buffer.putInt(1).put((byte) column.longAt(row));
      case DECIMAL -> numeric(column.decimalAt(row));
      case BIG_INTEGER -> numeric(new BigDecimal(column.bigIntegerAt(row)));
      case DOUBLE -> buffer.putInt(Double.BYTES).putDouble(column.doubleAt(row));
      case DATE -> buffer.putInt(Integer.BYTES).putInt((int) column.longAt(row) - EPOCH_DAYS);
      case TIMESTAMP, TIMESTAMP_TZ -> number(column.longAt(row) - EPOCH_MICROS);
      case UUID -> {
        buffer.putInt(2 * Long.BYTES).putLong(column.longAt(row)).putLong(column.lowAt(row));
      }
    }
  }

  private void number(long value) {
    buffer.putInt(Long.BYTES).putLong(value);
  }

  /**
   * @param version a byte that is written before the text
   */
  private void bytes(byte[] text, byte version) throws SQLException {
    buffer.putInt(text.length + (version == NO_VERSION ? 0 : 1));
    if (version != NO_VERSION) {
      buffer.put(version);
    }
    if (text.length <= buffer.remaining()) {
      buffer.put(text);
    } else {
      flush();
      copy.writeToCopy(text, 0, text.length);
    }
  }

  /** Groups of four decimal digits, the first of them for 10,000 to the power of the weight. */
  private void numeric(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    int padding = Math.floorMod(-plain.scale(), DIGITS_OF_A_GROUP);
    BigInteger left = plain.unscaledValue().abs().multiply(BigInteger.TEN.pow(padding));
    groups.clear();
    while (left.signum() != 0) {
      if (left.bitLength() < Long.SIZE) {
        for (long rest = left.longValue(); rest != 0; rest /= 10_000) {
          groups.add((short) (rest % 10_000));
        }
        break;
      }
      BigInteger[] parts = left.divideAndRemainder(TEN_THOUSAND);
      groups.add(parts[1].shortValue());
      left = parts[0];
    }
    int weight = groups.size() - (plain.scale() + padding) / DIGITS_OF_A_GROUP - 1;
    int last = 0;
    while (last < groups.size() && groups.get(last) == 0) {
      last++;
    }
    int count = groups.size() - last;
    buffer.putInt(Short.BYTES * (4 + count));
    buffer.putShort((short) count).putShort((short) (count == 0 ? 0 : weight));
    buffer.putShort(plain.signum() < 0 ? NEGATIVE : 0).putShort((short) plain.scale());
    for (int i = groups.size() - 1; i >= last; i--) {
      buffer.putShort(groups.get(i));
    }
  }

  private void room(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
