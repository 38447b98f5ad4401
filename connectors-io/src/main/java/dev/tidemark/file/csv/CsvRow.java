package dev.tidemark.file.csv;

import java.util.Arrays;

/**
 * Finds the cells of one row. A quote has a meaning only where a cell begins, and what follows the
 * closing one belongs to the cell as it stands; so do Python's csv module and the programs that
 * write such files by hand.
 */
final class CsvRow {
  /** The row does not end within the bytes. */
  static final int MORE = -1;

  /** The row's quote is not closed before the text ends. */
  static final int UNCLOSED = -2;

  /** The cell has to be gone through again, to leave out what only marks. */
  static final int MARKED = 1;

  /** There are characters beyond ASCII in it. */
  static final int WIDE = 2;

  private static final byte ENDS = 1;
  private static final byte ESCAPES = 2;

  private final CsvMarks marks;
  private final byte[] unquoted = new byte[256];
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] kind = new int[64];
  private int cells;
  private int breaks;

  CsvRow(CsvMarks marks) {
    this.marks = marks;
    unquoted['\n'] = ENDS;
    unquoted['\r'] = ENDS;
    unquoted[marks.delimiter() & 0xff] = ENDS;
    if (marks.escapes()) {
      unquoted[marks.escape() & 0xff] = ESCAPES;
    }
  }

  int cells() {
    return cells;
  }

  int from(int cell) {
    return from[cell];
  }

  int to(int cell) {
    return to[cell];
  }

  int kind(int cell) {
    return kind[cell];
  }

  /** How many line breaks the row has, the one at its end included. */
  int breaks() {
    return breaks;
  }

  /** Whether the line is empty, and no row therefore. */
  boolean isBlank() {
    return cells == 1 && from[0] == to[0] && kind[0] == 0;
  }

  /**
   * Reads the row that begins at {@code at}.
   *
   * @param last whether nothing follows {@code end}
   * @return where the next row begins, or {@link #MORE} or {@link #UNCLOSED}
   */
  int read(byte[] bytes, int at, int end, boolean last) {
    cells = 0;
    breaks = 0;
    int i = at;
    while (true) {
      boolean quoted = i < end && bytes[i] == marks.quote();
      i = quoted ? quoted(bytes, i, end, last) : plain(bytes, i, i, end, 0);
      if (i < 0) {
        return i;
      }
      if (i == end) {
        return last ? end : MORE;
      }
      if (bytes[i] != marks.delimiter()) {
        return lineBreak(bytes, i, end, last);
      }
      i++;
    }
  }

  private int lineBreak(byte[] bytes, int i, int end, boolean last) {
    breaks++;
    if (bytes[i] == '\n') {
      return i + 1;
    }
    if (i + 1 == end) {
      return last ? end : MORE;
    }
    return bytes[i + 1] == '\n' ? i + 2 : i + 1;
  }

  /** The cell from {@code start} on, which is known up to {@code i}; ends where the cell does. */
  private int plain(byte[] bytes, int start, int i, int end, int known) {
    int marked = known;
    int at = i;
    byte seen = 0;
    while (at < end) {
      byte b = bytes[at];
      byte meaning = unquoted[b & 0xff];
      if (meaning != 0) {
        if (meaning == ENDS) {
          break;
        }
        marked |= MARKED;
        at++;
        if (at < end) {
          seen |= bytes[at];
          breaks += bytes[at] == '\n' ? 1 : 0;
        }
      }
      seen |= b;
      at++;
    }
    at = Math.min(at, end);
    add(start, at, marked | (seen < 0 ? WIDE : 0));
    return at;
  }

  private int quoted(byte[] bytes, int start, int end, boolean last) {
    byte quote = marks.quote();
    int kindOfCell = MARKED;
    boolean clean = true;
    byte seen = 0;
    int i = start + 1;
    while (i < end) {
      byte b = bytes[i];
      if (b == quote) {
        if (i + 1 == end && !last) {
          return MORE;
        }
        boolean doubled = marks.doublesQuote() && i + 1 < end && bytes[i + 1] == quote;
        if (!doubled) {
          kindOfCell = (clean ? 0 : MARKED) | (seen < 0 ? WIDE : 0);
          return closed(bytes, start, i, end, kindOfCell);
        }
        clean = false;
        i++;
      } else if (marks.escapes() && b == marks.escape()) {
        clean = false;
        i++;
        if (i < end) {
          seen |= bytes[i];
          breaks += bytes[i] == '\n' ? 1 : 0;
        }
      } else {
        seen |= b;
        breaks += b == '\n' ? 1 : 0;
      }
      i++;
    }
    return last ? UNCLOSED : MORE;
  }

  private int closed(byte[] bytes, int start, int close, int end, int kindOfCell) {
    int next = close + 1;
    if (next == end || unquoted[bytes[next] & 0xff] == ENDS) {
      boolean marked = (kindOfCell & MARKED) != 0;
      add(marked ? start : start + 1, marked ? next : close, kindOfCell | QUOTED);
      return next;
    }
    return plain(bytes, start, next, end, kindOfCell | MARKED | QUOTED);
  }

  /** The cell was within quotes. */
  static final int QUOTED = 4;

  private void add(int begin, int stop, int kindOfCell) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, cells * 2);
      to = Arrays.copyOf(to, cells * 2);
      kind = Arrays.copyOf(kind, cells * 2);
    }
    from[cells] = begin;
    to[cells] = stop;
    kind[cells] = kindOfCell;
    cells++;
  }
}
