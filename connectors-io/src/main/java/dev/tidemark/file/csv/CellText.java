package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Makes text of cells. For one thread. */
final class CellText {
  private static final char UNREADABLE = '\ufffd';

  private final CsvMarks marks;
  private final CsvOptions options;
  private byte[] plain = new byte[256];
  private boolean malformed;

  CellText(CsvMarks marks, CsvOptions options) {
    this.marks = marks;
    this.options = options;
  }

  /** Whether a cell since the last call could not be read in the file's encoding. */
  boolean takeMalformed() {
    boolean was = malformed;
    malformed = false;
    return was;
  }

  String of(byte[] bytes, CsvRow row, int cell) {
    int from = row.from(cell);
    int length = row.to(cell) - from;
    int kind = row.kind(cell);
    if ((kind & CsvRow.MARKED) == 0) {
      return (kind & CsvRow.WIDE) == 0
          ? new String(bytes, from, length, ISO_8859_1)
          : wide(bytes, from, length);
    }
    int size = strip(bytes, from, length, (kind & CsvRow.QUOTED) != 0);
    return wide(plain, 0, size);
  }

  /** The text of whatever stands between two places, marks and all. */
  String raw(byte[] bytes, int from, int to) {
    return unmark(new String(bytes, from, to - from, marks.charset()), bytes, from, to);
  }

  /** Leaves out what only marks. */
  private int strip(byte[] bytes, int from, int length, boolean quoted) {
    if (plain.length < length) {
      plain = new byte[Math.max(length, plain.length * 2)];
    }
    int size = 0;
    boolean within = quoted;
    int end = from + length;
    for (int i = quoted ? from + 1 : from; i < end; i++) {
      byte b = bytes[i];
      if (marks.escapes() && b == marks.escape()) {
        if (i + 1 < end) {
          plain[size++] = bytes[++i];
        }
      } else if (within && b == marks.quote()) {
        if (marks.doublesQuote() && i + 1 < end && bytes[i + 1] == b) {
          plain[size++] = bytes[++i];
        } else {
          within = false;
        }
      } else {
        plain[size++] = b;
      }
    }
    return size;
  }

  private String wide(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, marks.charset());
    if (text.indexOf(UNREADABLE) >= 0) {
      if (!marks.direct()) {
        return unmark(text, bytes, from, from + length);
      }
      malformed |= !isWellFormed(bytes, from, length);
    }
    return text;
  }

  /** The file may have the character that stands for what cannot be read. */
  private boolean isWellFormed(byte[] bytes, int from, int length) {
    try {
      marks.charset().newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Puts characters back in the place of the bytes that stand for them. */
  private String unmark(String decoded, byte[] bytes, int from, int to) {
    if (marks.direct()) {
      return decoded;
    }
    StringBuilder text = new StringBuilder();
    int begin = from;
    for (int i = from; i <= to; i++) {
      byte b = i == to ? 0 : bytes[i];
      boolean mark = b == CsvMarks.DELIMITER || b == CsvMarks.QUOTE || b == CsvMarks.ESCAPE;
      if (mark || i == to) {
        text.append(new String(bytes, begin, i - begin, UTF_8));
        begin = i + 1;
      }
      if (mark) {
        text.append(
            b == CsvMarks.DELIMITER
                ? options.delimiter()
                : b == CsvMarks.QUOTE ? options.quote() : options.escape());
      }
    }
    return text.toString();
  }
}
