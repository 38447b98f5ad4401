package dev.tidemark.manifest.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.problem.Nearest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Encodings by the names that Python has for them. */
final class Charsets {
  private static final String WITH_MARK = "utf-8-sig";
  private static final List<String> USUAL =
      List.of("utf-8", WITH_MARK, "utf-16", "latin-1", "cp1252", "ascii");

  private Charsets() {}

  /**
   * An encoding.
   *
   * @param charset turns bytes into characters
   * @param dropsMark whether a byte order mark at the beginning is no character of the text
   */
  record Encoding(Charset charset, boolean dropsMark) {
    static final Encoding USUAL = new Encoding(UTF_8, false);
  }

  /** What the field {@code encoding} names, UTF-8 where it is absent. */
  static Encoding of(Component component) {
    String name = component.text("encoding", "utf-8");
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    if (plain.equals(WITH_MARK)) {
      return new Encoding(UTF_8, true);
    }
    Optional<Charset> known = find(plain).or(() -> find(plain.replace("-", "")));
    if (known.isEmpty()) {
      component.flaw(
          "encoding", "there is no encoding '" + name + "'." + Nearest.hint(plain, USUAL));
    }
    return known.map(charset -> new Encoding(charset, false)).orElse(Encoding.USUAL);
  }

  private static Optional<Charset> find(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
