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
  static final int SCALE = 9;
  private static final int DECIMAL_DIGITS = 38;
  private static final int BIG_INTEGER_BITS = 126;

  /** Exponents beyond this never fit, and would blow up memory when written out. */
  private static final int MAX_SCALE = 1_000;

  private final TimeText time = new TimeText();
  private final JsonWriter json = new JsonWriter().droppingNul();

  /**
   * Writes a value that is not null.
   *
   * @return false if the column cannot hold it; the row is then left null there
   */
  boolean put(Object value, Vector column, int row, Changes changes) {
    return switch (column.type()) {
      case TEXT -> text(value, column, row, changes);
      case JSON -> json(value, column, row, changes);
      case BOOLEAN -> bool(value, column, row);
      case INTEGER -> integer(value, column, row);
      case BIG_INTEGER -> bigInteger(value, column, row);
      case DECIMAL -> decimal(value, column, row, changes);
      case DOUBLE -> real(value, column, row);
      case DATE -> date(value, column, row, changes);
      case TIME -> timeOfDay(value, column, row, changes);
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp(value, column, row, changes);
      case UUID -> false;
    };
  }

  private boolean text(Object value, Vector column, int row, Changes changes) {
    if (value instanceof String text) {
      column.set(row, text.indexOf('\0') < 0 ? text : withoutNul(text, changes));
      return true;
    }
    return json(value, column, row, changes);
  }

  private static Object withoutNul(String text, Changes changes) {
    changes.note("nul_removed", "U+0000 cannot be stored in text", null);
    return text.replace("\0", "");
  }

  private boolean json(Object value, Vector column, int row, Changes changes) {
    column.set(row, (Object) json.write(value).toString());
    if (json.droppedNul()) {
      changes.note("nul_removed", "U+0000 cannot be stored in text", null);
    }
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
    BigInteger whole = whole(value);
    if (whole == null || whole.bitLength() > 63) {
      return false;
    }
    column.set(row, whole.longValue());
    return true;
  }

  private static boolean bigInteger(Object value, Vector column, int row) {
    BigInteger whole = whole(value);
    if (whole == null || whole.bitLength() > BIG_INTEGER_BITS) {
      return false;
    }
    column.set(row, whole);
    return true;
  }

  private static boolean decimal(Object value, Vector column, int row, Changes changes) {
    BigDecimal number = number(value);
    if (number == null || Math.abs((long) number.scale()) > MAX_SCALE) {
      return false;
    }
    BigDecimal scaled =
        number.scale() > SCALE ? number.setScale(SCALE, RoundingMode.HALF_EVEN) : number;
    if (scaled.precision() - scaled.scale() > DECIMAL_DIGITS - SCALE) {
      return false;
    }
    if (scaled.compareTo(number) != 0) {
      changes.note("rounded", "more than " + SCALE + " digits after the point", value);
    }
    column.set(row, scaled);
    return true;
  }

  private static boolean real(Object value, Vector column, int row) {
    BigDecimal number = number(value);
    if (number == null || Double.isInfinite(number.doubleValue())) {
      return false;
    }
    column.set(row, number.doubleValue());
    return true;
  }

  private boolean date(Object value, Vector column, int row, Changes changes) {
    if (!(value instanceof String text)) {
      return false;
    }
    if (text.isEmpty()) {
      return emptied(changes);
    }
    if (!time.parse(text) || !time.isMidnight()) {
      return false;
    }
    column.set(row, time.days());
    return true;
  }

  private boolean timeOfDay(Object value, Vector column, int row, Changes changes) {
    if (!(value instanceof String text)) {
      return false;
    }
    if (text.isEmpty()) {
      return emptied(changes);
    }
    long micros = time.parseTimeOfDay(text);
    if (micros < 0 || micros >= TimeText.DAY) {
      return false;
    }
    column.set(row, micros);
    return true;
  }

  private boolean timestamp(Object value, Vector column, int row, Changes changes) {
    if (!(value instanceof String text)) {
      return false;
    }
    if (text.isEmpty()) {
      return emptied(changes);
    }
    if (!time.parse(text)) {
      return false;
    }
    if (time.truncated()) {
      changes.note("truncated", "finer than a microsecond", value);
    }
    column.set(row, time.micros());
    return true;
  }

  private static boolean emptied(Changes changes) {
    changes.note("nulled", "an empty text is no date or time", "");
    return true;
  }

  private static BigInteger whole(Object value) {
    if (value instanceof BigInteger number) {
      return number;
    }
    BigDecimal number = number(value);
    if (number == null || Math.abs((long) number.scale()) > MAX_SCALE) {
      return null;
    }
    try {
      return number.toBigIntegerExact();
    } catch (ArithmeticException fraction) {
      return null;
    }
  }

  /** The value as a number: a number, or a text that is nothing but one. */
  private static BigDecimal number(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    return value instanceof String text ? parse(text) : null;
  }

  private static BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > MAX_SCALE) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      return null;
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
      return number.bitLength() <= BIG_INTEGER_BITS ? ColumnType.BIG_INTEGER : ColumnType.TEXT;
    }
    if (value instanceof BigDecimal number) {
      return typeOf(number);
    }
    return value instanceof JsonObject || value instanceof List<?>
        ? ColumnType.JSON
        : ColumnType.TEXT;
  }

  private static ColumnType typeOf(BigDecimal number) {
    if (number.scale() <= SCALE
        && number.scale() > -MAX_SCALE
        && number.precision() - number.scale() <= DECIMAL_DIGITS - SCALE) {
      return ColumnType.DECIMAL;
    }
    double real = number.doubleValue();
    boolean exact = !Double.isInfinite(real) && BigDecimal.valueOf(real).compareTo(number) == 0;
    return exact ? ColumnType.DOUBLE : ColumnType.TEXT;
  }

  /**
   * The narrowest type for a value that a column of type {@code column} could not hold: a time of
   * day in a column of dates needs a timestamp, everything else what the value alone needs.
   */
  ColumnType typeBeside(ColumnType column, Object value) {
    boolean timeInDate =
        column == ColumnType.DATE && value instanceof String text && time.parse(text);
    return timeInDate ? ColumnType.TIMESTAMP : typeOf(value);
  }

  /** Text from which the destination can read the value back as {@code type}. */
  String canonical(Object value, ColumnType type) {
    if (type == ColumnType.TIMESTAMP && time.parse((String) value)) {
      return TimeText.format(time.micros());
    }
    return value instanceof String text ? text.replace("\0", "") : json.write(value).toString();
  }
}
