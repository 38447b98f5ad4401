package dev.tidemark.file.text;

import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.problem.Problem;

/**
 * A place in a text.
 *
 * @param offset in bytes from the beginning of the file
 * @param line counted from 1 at the beginning of the part that is read
 */
public record TextPlace(long offset, long line) {
  /** Where a reader begins. */
  public static TextPlace of(Reading reading) {
    if (reading.from() == null) {
      return new TextPlace(reading.split().from(), 1);
    }
    int colon = reading.from().indexOf(':');
    return new TextPlace(
        Long.parseLong(reading.from().substring(0, colon)),
        Long.parseLong(reading.from().substring(colon + 1)));
  }

  /** Form in which it travels. */
  public String token() {
    return offset + ":" + line;
  }

  /** What messages call a line: nobody counted those before the part that is read. */
  public static String line(Split split, long line) {
    return "line " + line + (split.from() == 0 ? "" : " from byte " + split.from() + " on");
  }

  public static Problem problem(Reading reading, long line, String what) {
    return Problem.source(reading.file().name() + ", " + line(reading.split(), line) + ": " + what);
  }
}
