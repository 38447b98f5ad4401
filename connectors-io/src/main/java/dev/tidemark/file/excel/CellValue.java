package dev.tidemark.file.excel;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;

/** What cells hold. */
final class CellValue {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** Numbers of formats for dates and times that a workbook does not spell out. */
  private static final Set<Integer> BUILT_IN =
      Set.of(14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47);

  private CellValue() {}

  /** A kind of value. */
  enum Kind {
    NUMBER,
    BOOLEAN,
    MOMENT,
    TEXT
  }

  static Kind kind(Cell cell) {
    Object value = cell.getValue();
    if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    }
    if (!(value instanceof BigDecimal number)) {
      return Kind.TEXT;
    }
    if (!isTime(cell)) {
      return Kind.NUMBER;
    }
    // Before the first day there are only times of a day.
    return number.compareTo(BigDecimal.ONE) >= 0 ? Kind.MOMENT : Kind.TEXT;
  }

  /** Null for a cell without a value, as is one whose formula has none. */
  static Object of(Cell cell) {
    return switch (kind(cell)) {
      case NUMBER -> number(cell);
      case BOOLEAN -> cell.getValue();
      case MOMENT -> MOMENT.format(cell.asDate());
      case TEXT -> text(cell);
    };
  }

  private static Object number(Cell cell) {
    BigDecimal number = (BigDecimal) cell.getValue();
    boolean isWhole = number.scale() <= 0 && number.precision() - number.scale() <= 18;
    return isWhole ? (Object) number.longValueExact() : number;
  }

  private static String text(Cell cell) {
    if (cell.getValue() instanceof BigDecimal) {
      return TIME.format(cell.asDate());
    }
    String text = String.valueOf(cell.getValue());
    return text.equals("#N/A") ? null : text;
  }

  /** Whether it is a number that the program shows as a date or a time. */
  private static boolean isTime(Cell cell) {
    String format = cell.getDataFormatString();
    if (format == null) {
      return cell.getDataFormatId() != null && BUILT_IN.contains(cell.getDataFormatId());
    }
    // Without colours, locales, quoted and escaped letters.
    String plain =
        format
            .replaceAll("\\[(?!h|m|s)[^\\]]*\\]|\"[^\"]*\"|\\\\.|_.", "")
            .toLowerCase(Locale.ROOT);
    return plain.matches(".*[ymdhs].*") && !plain.contains("general");
  }
}
