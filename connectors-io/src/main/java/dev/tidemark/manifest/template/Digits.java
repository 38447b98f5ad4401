package dev.tidemark.manifest.template;

/** Numbers in a fixed width, in any locale, without the cost of {@code String.format}. */
final class Digits {
  private Digits() {}

  /** The number with zeros in front until it has the width. */
  static String padded(long number, int width) {
    return padded(number, width, '0');
  }

  static String padded(long number, int width, char filler) {
    String digits = Long.toString(number);
    int missing = width - digits.length();
    return missing <= 0 ? digits : String.valueOf(filler).repeat(missing) + digits;
  }
}
