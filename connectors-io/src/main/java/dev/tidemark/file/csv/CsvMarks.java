package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.file.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * The characters that divide a file, as bytes that are part of no other character. Where the file's
 * encoding does not allow that, its text is read as UTF-8, in which they are bytes that UTF-8 does
 * not have.
 *
 * @param direct whether the bytes are those of the file; if not, they are of {@link Recoding}
 * @param charset of the bytes
 */
record CsvMarks(
    byte delimiter,
    byte quote,
    byte escape,
    boolean escapes,
    boolean doublesQuote,
    boolean direct,
    Charset charset) {

  static final byte DELIMITER = (byte) 0xff;
  static final byte QUOTE = (byte) 0xfe;
  static final byte ESCAPE = (byte) 0xfd;

  static CsvMarks of(CsvOptions options) {
    Charset charset = options.encoding().charset();
    char escape = options.escapes() ? options.escape() : '\\';
    boolean doubles = options.doublesQuote() || (options.escape() != null && !options.escapes());
    boolean direct =
        options.encoding().keepsAscii()
            && isByte(options.delimiter(), charset)
            && isByte(options.quote(), charset)
            && isByte(escape, charset);
    return direct
        ? new CsvMarks(
            toByte(options.delimiter(), charset),
            toByte(options.quote(), charset),
            toByte(escape, charset),
            options.escapes(),
            doubles,
            true,
            charset)
        : new CsvMarks(DELIMITER, QUOTE, ESCAPE, options.escapes(), doubles, false, UTF_8);
  }

  private static boolean isByte(char c, Charset charset) {
    return c < 128 || (!charset.equals(UTF_8) && charset.newEncoder().canEncode(c));
  }

  private static byte toByte(char c, Charset charset) {
    return String.valueOf(c).getBytes(charset)[0];
  }

  /** The bytes of a file, as this is about. */
  InputStream open(FileContent file, CsvOptions options, long offset, long length)
      throws IOException {
    if (direct) {
      return file.open(offset, length);
    }
    InputStream recoded = new Recoding(file.open(0), file.name(), options);
    recoded.skipNBytes(offset);
    return recoded;
  }
}
