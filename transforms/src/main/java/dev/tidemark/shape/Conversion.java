package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonWriter;
import dev.tidemark.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Puts JSON values into typed columns. A value goes in whole, or with a loss that is noted in the
 * row's changes (digits beyond what the type holds, U+0000), or not at all.
 */
final class Conversion {
  /** Any number of so many digits comes back from a double as it was. */
  private static final int DOUBLE_DIGITS = 15;

  private final TimeText time = new TimeText();
  private final JsonWriter json = new JsonWriter().droppingNul();

  /**
   * Writes a value that is not null.
   *
   * @return false if the column cannot hold it; the row is then left null there
   */
  boolean put(Object value, Vector column, int row, Changes changes) {
    if ("".equals(value) && column.type() != ColumnType.TEXT && column.type() != ColumnType.JSON) {
      changes.note("nulled", "an empty text is no " + column.type(), "");
      return true;
    }
    return switch (column.type()) {
      case TEXT -> set(column, row, text(value, changes));
      case JSON -> set(column, row, json(value, changes));
      case BOOLEAN -> bool(value, column, row);
      case INTEGER -> integer(value, column, row);
      case BIG_INTEGER -> bigInteger(value, column, row);
      case DECIMAL -> decimal(value, column, row, changes);
      case DOUBLE -> real(value, column, row, changes);
      case DATE -> date(value, column, row, changes);
      case TIME -> timeOfDay(value, column, row, changes);
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp(value, column, row, changes);
      case UUID -> false;
    };
  }

  private String text(Object value, Changes changes) {
    if (!(value instanceof String text)) {
      return json(value, changes);
    }
    if (text.indexOf('\0') < 0) {
      return text;
    }
    changes.noteNul();
    return text.replace("\0", "");
  }

  private String json(Object value, Changes changes) {
    String text = json.write(value).toString();
    if (json.droppedNul()) {
      changes.noteNul();
    }
    if (json.sawRepeated()) {
      changes.noteRepeated();
    }
    return text;
  }

  private static boolean set(Vector column, int row, String text) {
    column.set(row, (Object) text);
    return true;
  }

  private static boolean bool(Object value, Vector column, int row) {
    if (value instanceof Boolean flag) {
      column.set(row, flag ? 1L : 0L);
      return true;
    }
    if (value instanceof String text) {
      switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> column.set(row, 1L);
        case "false" -> column.set(row, 0L);
        default -> {
          return false;
        }
      }
      return true;
    }
    return false;
  }

  private static boolean integer(Object value, Vector column, int row) {
    if (value instanceof Long number) {
      column.set(row, number.longValue());
      return true;
    }
    BigInteger whole = Numbers.whole(value);
    if (whole == null || whole.bitLength() > 63) {
      return false;
    }
    column.set(row, whole.longValue());
    return true;
  }

  private static boolean bigInteger(Object value, Vector column, int row) {
    BigInteger whole = Numbers.whole(value);
    if (whole == null || whole.bitLength() > Numbers.BIG_INTEGER_BITS) {
      return false;
    }
    column.set(row, whole);
    return true;
  }

  /** Always with the column's number of digits after the point, as destinations want them. */
  private static boolean decimal(Object value, Vector column, int row, Changes changes) {
    BigDecimal number = Numbers.of(value);
    if (number == null || Numbers.isHuge(number)) {
      return false;
    }
    BigDecimal scaled = number.setScale(Numbers.SCALE, RoundingMode.HALF_EVEN);
    if (scaled.precision() > Numbers.DECIMAL_DIGITS) {
      return false;
    }
    if (scaled.compareTo(number) != 0) {
      changes.note("rounded", "more than " + Numbers.SCALE + " digits after the point", value);
    }
    column.set(row, scaled);
    return true;
  }

  private static boolean real(Object value, Vector column, int row, Changes changes) {
    BigDecimal number = Numbers.of(value);
    if (number == null) {
      return false;
    }
    double real = number.doubleValue();
    if (Double.isInfinite(real)) {
      return false;
    }
    boolean mayDiffer = number.precision() > DOUBLE_DIGITS || Math.abs(real) < Double.MIN_NORMAL;
    if (mayDiffer && !Numbers.isExact(real, number)) {
      changes.note("rounded", "more digits than a double holds", value);
    }
    column.set(row, real);
    return true;
  }

  private boolean date(Object value, Vector column, int row, Changes changes) {
    if (!(value instanceof String text)) {
      return false;
    }
    if (!time.parse(text) || !time.isMidnight()) {
      return false;
    }
    noteTruncated(value, changes);
    column.set(row, time.days());
    return true;
  }

  private boolean timeOfDay(Object value, Vector column, int row, Changes changes) {
    if (!(value instanceof String text)) {
      return false;
    }
    long micros = time.parseTimeOfDay(text);
    if (micros < 0 || micros >= TimeText.DAY) {
      return false;
    }
    noteTruncated(value, changes);
    column.set(row, micros);
    return true;
  }

  private boolean timestamp(Object value, Vector column, int row, Changes changes) {
    if (!(value instanceof String text)) {
      return false;
    }
    if (!time.parse(text)) {
      return false;
    }
    noteTruncated(value, changes);
    column.set(row, time.micros());
    return true;
  }

  private void noteTruncated(Object value, Changes changes) {
    if (time.truncated()) {
      changes.note("truncated", "finer than a microsecond", value);
    }
  }

  /** The narrowest type that holds the value without loss, judged by the value alone. */
  static ColumnType typeOf(Object value) {
    if (value instanceof Boolean) {
      return ColumnType.BOOLEAN;
    }
    if (value instanceof Long) {
      return ColumnType.INTEGER;
    }
    if (value instanceof BigInteger number) {
      return Numbers.typeOf(number);
    }
    if (value instanceof BigDecimal number) {
      return Numbers.typeOf(number);
    }
    return value instanceof JsonObject || value instanceof List<?>
        ? ColumnType.JSON
        : ColumnType.TEXT;
  }

  /**
   * The narrowest type for a value that a column of type {@code column} could not hold. What counts
   * as a number or a date there counts as one here too: a time of day in a column of dates needs a
   * timestamp, a text with a fraction in a column of integers a decimal. Everything else needs what
   * the value alone needs.
   */
  ColumnType typeBeside(ColumnType column, Object value) {
    if (!(value instanceof String text)) {
      return typeOf(value);
    }
    return switch (column) {
      case DATE -> time.parse(text) ? ColumnType.TIMESTAMP : ColumnType.TEXT;
      case INTEGER, BIG_INTEGER, DECIMAL, DOUBLE -> {
        BigDecimal number = Numbers.parse(text);
        BigInteger whole = number == null ? null : Numbers.whole(number);
        yield whole != null
            ? Numbers.typeOf(whole)
            : number != null ? Numbers.typeOf(number) : ColumnType.TEXT;
      }
      default -> ColumnType.TEXT;
    };
  }

  /** Text from which the destination can read the value back as {@code type}. */
  String canonical(Object value, ColumnType type, Changes changes) {
    return switch (type) {
      case TIMESTAMP -> timestampText((String) value, changes);
      case INTEGER, BIG_INTEGER, DECIMAL, DOUBLE -> Numbers.of(value).toString();
      default -> text(value, changes);
    };
  }

  private String timestampText(String value, Changes changes) {
    if (!time.parse(value)) {
      throw new IllegalArgumentException("no timestamp");
    }
    noteTruncated(value, changes);
    return TimeText.format(time.micros());
  }
}
