package dev.tidemark.export;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Values of results, in the forms that files have them in; none of them is null. */
final class Cells {
  /** As many digits as Parquet and Arrow have room for. */
  static final int DIGITS = 38;

  private static final BigInteger LIMIT = BigInteger.TEN.pow(DIGITS);
  private static final long MICROS = 1_000_000;

  private Cells() {}

  /** As text that loses nothing. */
  static String text(ResultColumn column, Object value) {
    return column.type() == ColumnType.JSON ? Json.write(value) : text(value);
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (value instanceof LocalTime time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    boolean isJson = value instanceof JsonObject || value instanceof List<?>;
    return isJson ? Json.write(value) : value.toString();
  }

  static byte[] utf8(ResultColumn column, Object value) {
    return text(column, value).getBytes(StandardCharsets.UTF_8);
  }

  /** As a value of JSON. */
  static Object json(Object value) {
    boolean asIs =
        value == null
            || value instanceof JsonObject
            || value instanceof List<?>
            || value instanceof Boolean;
    boolean isNumber =
        value instanceof Number number
            && (value instanceof BigDecimal || Double.isFinite(number.doubleValue()));
    return asIs || isNumber ? value : text(value);
  }

  /** Days since the epoch, microseconds of the day or since the epoch, or an integer. */
  static long number(ColumnType type, Object value) {
    return switch (type) {
      case DATE -> ((LocalDate) value).toEpochDay();
      case TIME -> ((LocalTime) value).toNanoOfDay() / 1_000;
      case TIMESTAMP -> micros(((LocalDateTime) value).atOffset(ZoneOffset.UTC));
      case TIMESTAMP_TZ -> micros((OffsetDateTime) value);
      default -> ((Number) value).longValue();
    };
  }

  private static long micros(OffsetDateTime time) {
    return Math.addExact(Math.multiplyExact(time.toEpochSecond(), MICROS), time.getNano() / 1_000L);
  }

  /** The digits of a number with the column's scale. */
  static BigInteger digits(ResultColumn column, Object value) {
    try {
      BigDecimal decimal = new BigDecimal(value.toString());
      BigInteger digits = decimal.setScale(column.scale()).unscaledValue();
      if (digits.abs().compareTo(LIMIT) < 0) {
        return digits;
      }
    } catch (ArithmeticException e) {
      throw unfit(column, value, e);
    }
    throw unfit(column, value, null);
  }

  private static Problem unfit(ResultColumn column, Object value, ArithmeticException cause) {
    return Problem.destination(
        column.name()
            + ": "
            + text(value)
            + " has more digits than decimal("
            + (DIGITS + "," + column.scale())
            + ") has room for; write it as csv or jsonl, or CAST it in the query",
        cause);
  }
}
