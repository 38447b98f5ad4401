package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** What the beginning of a text would be as CSV. */
public final class CsvSample {
  private CsvSample() {}

  /**
   * How many cells each row has that is there as a whole; empty lines are none.
   *
   * @param delimiter an ASCII character
   * @param most of so many rows
   */
  public static List<Integer> widths(String text, char delimiter, int most) {
    byte[] bytes = text.getBytes(UTF_8);
    CsvRow row =
        new CsvRow(
            new CsvMarks((byte) delimiter, (byte) '"', (byte) '\\', false, true, true, UTF_8));
    List<Integer> widths = new ArrayList<>();
    int at = row.read(bytes, 0, bytes.length, false);
    while (at >= 0 && widths.size() < most) {
      if (!row.isBlank()) {
        widths.add(row.cells());
      }
      at = row.read(bytes, at, bytes.length, false);
    }
    return widths;
  }
}
