package dev.tidemark.manifest.response;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a text of comma-separated values, by the names in its first row. Quotes are read as
 * Python reads them: one within a value that does not begin with one stands for itself.
 */
final class CsvRows implements Elements {
  /** What values beyond the last name are kept under. */
  private static final String SURPLUS = "null";

  private static final int QUOTE = '"';

  private final Body body;
  private final CsvOptions options;
  private final TextReader text;
  private List<String> names;
  private List<String> row;

  CsvRows(Body body, CsvOptions options) throws Undecodable {
    this.body = body;
    this.options = options;
    this.text = new TextReader(body, options.encoding());
  }

  @Override
  public boolean hasNext() throws Undecodable {
    if (names == null) {
      names = readRow();
    }
    while (names != null && (row == null || row.isEmpty())) {
      row = readRow();
      if (row == null) {
        return false;
      }
    }
    if (names != null && names.isEmpty()) {
      throw body.fault("is no table", "its first line, which should name the columns, is empty");
    }
    return row != null;
  }

  @Override
  public Object next(Layout layouts) throws Undecodable {
    if (!hasNext()) {
      throw new IllegalStateException("there is no further row");
    }
    JsonObject record = new JsonObject(layouts);
    for (int i = 0; i < names.size(); i++) {
      record.put(names.get(i), i < row.size() ? value(row.get(i)) : null);
    }
    if (row.size() > names.size()) {
      record.put(SURPLUS, new ArrayList<Object>(row.subList(names.size(), row.size())));
    }
    row = null;
    return record;
  }

  private Object value(String cell) {
    return options.nulls().contains(cell) ? null : cell;
  }

  /** The cells of the next line, none for an empty one; null at the end. */
  private List<String> readRow() throws Undecodable {
    text.allowElement();
    int c = text.next();
    if (c == TextReader.END) {
      return null;
    }
    List<String> cells = new ArrayList<>(names == null ? 16 : names.size());
    if (c == '\n') {
      return cells;
    }
    StringBuilder cell = new StringBuilder();
    while (true) {
      c = c == QUOTE ? quoted(cell) : c;
      for (; c != options.delimiter() && c != '\n' && c != TextReader.END; c = text.next()) {
        cell.append((char) c);
      }
      cells.add(cell.toString());
      if (c != options.delimiter()) {
        return cells;
      }
      cell.setLength(0);
      c = text.next();
    }
  }

  /** Reads what is between quotes, and gives the character that follows. */
  private int quoted(StringBuilder cell) throws Undecodable {
    long begun = text.lineNumber();
    while (true) {
      int c = text.next();
      if (c == TextReader.END) {
        throw body.fault("is cut", "the quote that begins in line " + begun + " is never closed");
      }
      if (c == QUOTE) {
        c = text.next();
        if (c != QUOTE) {
          return c;
        }
      }
      cell.append((char) c);
    }
  }

  @Override
  public long position() {
    return text.position();
  }
}
