package dev.tidemark.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file. What is counted (bytes, row groups) is the format's affair.
 *
 * @param from where it begins
 * @param to where the next one begins; {@link #END} in the last
 */
public record Split(long from, long to) {
  public static final long END = Long.MAX_VALUE;
  public static final Split WHOLE = new Split(0, END);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})?");

  /** Form in which it travels: {@code 0-1024}, and {@code 1024-} to the end. */
  public String text() {
    return from + "-" + (to == END ? "" : to);
  }

  public static Split parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a part of a file: " + text);
    }
    String to = matcher.group(2);
    return new Split(Long.parseLong(matcher.group(1)), to == null ? END : Long.parseLong(to));
  }

  public boolean isLast() {
    return to == END;
  }
}
