package dev.tidemark.file.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.problem.Nearest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How characters became bytes.
 *
 * @param name as messages should call it
 * @param charset turns bytes into characters
 * @param keepsAscii whether every byte below 128 is the ASCII character and never part of another
 *     one, so that text can be divided without decoding it
 */
public record Encoding(String name, Charset charset, boolean keepsAscii) {
  public static final Encoding UTF8 = new Encoding("utf-8", UTF_8, true);

  private static final List<String> USUAL =
      List.of("utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252", "ascii");

  /** Python's names that Java does not know, without anything but letters and digits. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("utf8sig", "UTF-8"),
          Map.entry("u8", "UTF-8"),
          Map.entry("utf", "UTF-8"),
          Map.entry("cp65001", "UTF-8"),
          Map.entry("utf16le", "UTF-16LE"),
          Map.entry("utf16be", "UTF-16BE"),
          Map.entry("utf32le", "UTF-32LE"),
          Map.entry("utf32be", "UTF-32BE"),
          Map.entry("u16", "UTF-16"),
          Map.entry("u32", "UTF-32"),
          Map.entry("latin", "ISO-8859-1"),
          Map.entry("l1", "ISO-8859-1"),
          Map.entry("8859", "ISO-8859-1"),
          Map.entry("646", "US-ASCII"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("shiftjis", "Shift_JIS"),
          Map.entry("sjis", "Shift_JIS"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("ms932", "windows-31j"),
          Map.entry("mskanji", "windows-31j"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("uhc", "x-windows-949"),
          Map.entry("ms949", "x-windows-949"),
          Map.entry("cp950", "x-windows-950"),
          Map.entry("ms950", "x-windows-950"),
          Map.entry("cp936", "GBK"),
          Map.entry("gb2312", "GB2312"),
          Map.entry("euccn", "GB2312"),
          Map.entry("big5hkscs", "Big5-HKSCS"),
          Map.entry("eucjp", "EUC-JP"),
          Map.entry("euckr", "EUC-KR"),
          Map.entry("koi8r", "KOI8-R"),
          Map.entry("koi8u", "KOI8-U"),
          Map.entry("macroman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("maccyrillic", "x-MacCyrillic"),
          Map.entry("macgreek", "x-MacGreek"),
          Map.entry("macturkish", "x-MacTurkish"),
          Map.entry("maclatin2", "x-MacCentralEurope"),
          Map.entry("tis620", "TIS-620"),
          Map.entry("johab", "x-Johab"));

  /** The encoding of a name that Python has for it. */
  public static Encoding of(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    Charset charset =
        Optional.ofNullable(NAMES.get(plain))
            .or(() -> family(plain))
            .flatMap(Encoding::find)
            .or(() -> find(name.strip()))
            .or(() -> find(name.strip().replace('_', '-')))
            .or(() -> find(plain))
            .orElse(null);
    if (charset == null) {
      throw new IllegalArgumentException(
          "there is no encoding '" + name + "'." + Nearest.hint(name, USUAL));
    }
    return charset.equals(UTF_8) ? UTF8 : new Encoding(name, charset, keepsAscii(charset));
  }

  /** Names that are made of a word and a number. */
  private static Optional<String> family(String plain) {
    if (plain.matches("latin([2-9]|10)")) {
      int[] parts = {0, 0, 2, 3, 4, 9, 10, 13, 14, 15, 16};
      return Optional.of("ISO-8859-" + parts[Integer.parseInt(plain.substring(5))]);
    }
    if (plain.matches("iso8859\\d{1,2}")) {
      return Optional.of("ISO-8859-" + plain.substring(7));
    }
    if (plain.matches("(cp|windows)125[0-8]")) {
      return Optional.of("windows-" + plain.substring(plain.length() - 4));
    }
    if (plain.matches("cp\\d+")) {
      String number = plain.substring(2);
      return Optional.of(
          number.length() < 3 ? "IBM" + "0".repeat(3 - number.length()) + number : plain);
    }
    return Optional.empty();
  }

  private static Optional<Charset> find(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static boolean keepsAscii(Charset charset) {
    if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() != 1) {
      return false;
    }
    byte[] ascii = new byte[128];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) i;
    }
    String decoded = new String(ascii, charset);
    return decoded.equals(new String(ascii, java.nio.charset.StandardCharsets.US_ASCII));
  }
}
