package dev.tidemark.file.csv;

import dev.tidemark.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text as UTF-8, but for the characters that {@link CsvMarks} has bytes for. */
final class Recoding extends InputStream {
  private final Reader text;
  private final String file;
  private final CsvOptions options;
  private final char[] chars = new char[16 << 10];
  private byte[] bytes = new byte[0];
  private int position;
  private int kept;

  Recoding(InputStream stream, String file, CsvOptions options) {
    this.text =
        new InputStreamReader(
            new BufferedInputStream(stream, 64 << 10), options.encoding().charset().newDecoder());
    this.file = file;
    this.options = options;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (position == bytes.length) {
      int read;
      try {
        read = text.read(chars, kept, chars.length - kept);
      } catch (CharacterCodingException e) {
        throw Problem.source(
            file + ": is not written in " + options.encoding().name() + "; set 'encoding'", e);
      }
      if (read < 0) {
        return false;
      }
      recode(kept + read);
    }
    return true;
  }

  /** Half of a pair is kept for the next time. */
  private void recode(int count) {
    boolean half = count > 0 && Character.isHighSurrogate(chars[count - 1]);
    int whole = half ? count - 1 : count;
    byte[] target = new byte[whole * 3];
    int size = 0;
    int begin = 0;
    for (int i = 0; i <= whole; i++) {
      byte mark = i == whole ? 0 : mark(chars[i]);
      if (i == whole || mark != 0) {
        byte[] plain = new String(chars, begin, i - begin).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(plain, 0, target, size, plain.length);
        size += plain.length;
        begin = i + 1;
        if (mark != 0) {
          target[size++] = mark;
        }
      }
    }
    bytes = java.util.Arrays.copyOf(target, size);
    position = 0;
    kept = half ? 1 : 0;
    chars[0] = half ? chars[count - 1] : 0;
  }

  private byte mark(char c) {
    if (c == options.delimiter()) {
      return CsvMarks.DELIMITER;
    }
    if (c == options.quote()) {
      return CsvMarks.QUOTE;
    }
    return options.escapes() && c == options.escape() ? CsvMarks.ESCAPE : 0;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
