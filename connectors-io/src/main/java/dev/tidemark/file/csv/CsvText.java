package dev.tidemark.file.csv;

import dev.tidemark.file.Split;
import dev.tidemark.file.text.ByteWindow;
import dev.tidemark.file.text.TextPlace;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a text one after another, and which lines they are in. For one thread. */
final class CsvText implements Closeable {
  /** A larger row comes from a quote that nobody closed, and would fill the memory. */
  static final int MOST_ROW = 16 << 20;

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final ByteWindow window;
  private final CsvRow row;
  private final CellText cells;
  private final String file;
  private final Split split;
  private long line;
  private int begin;

  /**
   * @param split what the window shows of the file, from the first row that is read to the last
   * @param line the line at hand
   */
  CsvText(ByteWindow window, CsvRow row, CellText cells, String file, Split split, long line) {
    this.window = window;
    this.row = row;
    this.cells = cells;
    this.file = file;
    this.split = split;
    this.line = line;
  }

  /** The line in which the next row begins. */
  long line() {
    return line;
  }

  /** Where the next row begins. */
  long offset() {
    return window.offset();
  }

  /** For messages. */
  String place(long ofLine) {
    return TextPlace.line(split, ofLine);
  }

  Problem problem(long ofLine, String what) {
    return Problem.source(file + ", " + place(ofLine) + ": " + what);
  }

  /** Moves on to the next row that is none of an empty line; false at the end. */
  boolean next() throws IOException {
    do {
      if (!read()) {
        return false;
      }
    } while (row.isBlank());
    return true;
  }

  /** The row's text as it stands in the file, without the line break. */
  String raw() {
    int end = window.position();
    byte[] bytes = window.bytes();
    while (end > begin && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return cells.raw(bytes, begin, end);
  }

  int cells() {
    return row.cells();
  }

  String cell(int position) {
    return cells.of(window.bytes(), row, position);
  }

  /**
   * A cell's number if it is written plainly, or null.
   *
   * @param fractions whether it may have some
   */
  Object plainNumber(int position, boolean fractions) {
    return row.kind(position) == 0
        ? PlainNumber.of(window.bytes(), row.from(position), row.to(position), fractions)
        : null;
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>(row.cells());
    for (int i = 0; i < row.cells(); i++) {
      texts.add(cell(i));
    }
    return texts;
  }

  /** Whether a cell since the last call could not be read in the file's encoding. */
  boolean takeMalformed() {
    return cells.takeMalformed();
  }

  /** Goes back to the beginning of the row at hand. */
  void back() {
    line -= row.breaks();
    window.moveTo(begin);
  }

  private boolean read() throws IOException {
    while (true) {
      if (window.size() == 0 && window.isLast()) {
        return false;
      }
      int next =
          window.size() == 0
              ? CsvRow.MORE
              : row.read(window.bytes(), window.position(), window.end(), window.isLast());
      if (next >= 0) {
        begin = window.position();
        if (!split.isLast() && next == window.end() && window.isLast() && !endsWithBreak()) {
          throw problem(line, "the part of the file that ends here does not end with a row");
        }
        window.moveTo(next);
        line += row.breaks();
        return true;
      }
      if (next == CsvRow.UNCLOSED) {
        throw problem(line, "a quote in the row that begins here is never closed");
      }
      refuseLarge();
      window.more();
    }
  }

  private boolean endsWithBreak() {
    byte last = window.bytes()[window.end() - 1];
    return last == '\n' || last == '\r';
  }

  /** Passes lines, whatever stands in them. */
  void skipLines(int count) throws IOException {
    for (int left = count; left > 0; ) {
      if (window.size() == 0) {
        if (window.isLast()) {
          return;
        }
        window.more();
        continue;
      }
      int end = lineEnd();
      if (end >= 0) {
        window.moveTo(end);
        line++;
        left--;
      } else {
        refuseLarge();
        window.more();
      }
    }
  }

  private int lineEnd() {
    byte[] bytes = window.bytes();
    for (int i = window.position(); i < window.end(); i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
      if (bytes[i] == '\r' && (i + 1 < window.end() || window.isLast())) {
        return i + 1 < window.end() && bytes[i + 1] == '\n' ? i + 2 : i + 1;
      }
    }
    return window.isLast() ? window.end() : -1;
  }

  private void refuseLarge() {
    if (window.size() > MOST_ROW) {
      throw problem(
          line,
          "the row that begins here is longer than "
              + (MOST_ROW >> 20)
              + " MB; probably a quote in it is not closed, or 'quote_char' is wrong");
    }
  }

  /** Passes the byte order mark, which is no part of the first name. */
  void skipMark() throws IOException {
    if (window.size() == 0 && !window.isLast()) {
      window.more();
    }
    byte[] bytes = window.bytes();
    int at = window.position();
    if (window.size() >= 3
        && bytes[at] == MARK[0]
        && bytes[at + 1] == MARK[1]
        && bytes[at + 2] == MARK[2]) {
      window.moveTo(at + 3);
    }
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
