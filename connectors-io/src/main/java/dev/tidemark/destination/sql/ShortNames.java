package dev.tidemark.destination.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.zip.CRC32;

/** Names that a database finds too long are cut, with a hash of the whole name at their end. */
public final class ShortNames {
  private static final int LENGTH_OF_HASH = 9;

  private ShortNames() {}

  /** For databases that count bytes. */
  public static String ofBytes(String name, int longest) {
    byte[] bytes = name.getBytes(UTF_8);
    if (bytes.length <= longest) {
      return name;
    }
    int end = longest - LENGTH_OF_HASH;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return cut(new String(bytes, 0, end, UTF_8), name);
  }

  /** For databases that count characters. */
  public static String ofCharacters(String name, int longest) {
    if (name.length() <= longest) {
      return name;
    }
    int end = longest - LENGTH_OF_HASH;
    return cut(name.substring(0, Character.isLowSurrogate(name.charAt(end)) ? end - 1 : end), name);
  }

  private static String cut(String beginning, String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(UTF_8));
    return String.format(Locale.ROOT, "%s_%08x", beginning, crc.getValue());
  }
}
