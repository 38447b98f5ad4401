package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;

/**
 * Numbers as nearly all are written, read from bytes: up to 18 digits, perhaps with a minus before
 * them and a point among them. What {@link Casting} makes of the text is the same, and slower.
 */
final class PlainNumber {
  private static final int MOST_DIGITS = 18;

  private PlainNumber() {}

  /**
   * The number, or null if it is none or is written otherwise.
   *
   * @param fractions whether there may be a point
   */
  static Object of(byte[] bytes, int from, int to, boolean fractions) {
    boolean negative = from < to && bytes[from] == '-';
    int begin = negative ? from + 1 : from;
    int point = -1;
    long number = 0;
    if (begin == to || to - begin > MOST_DIGITS) {
      return null;
    }
    for (int i = begin; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        number = number * 10 + digit;
      } else if (fractions && bytes[i] == '.' && point < 0 && i > begin && i + 1 < to) {
        point = i;
      } else {
        return null;
      }
    }
    long signed = negative ? -number : number;
    return point < 0 ? (Object) signed : BigDecimal.valueOf(signed, to - point - 1);
  }

  static boolean is(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return of(bytes, 0, bytes.length, true) != null;
  }
}
