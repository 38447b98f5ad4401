package dev.tidemark.export;

import dev.tidemark.destination.ResultColumn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as lines of RFC 4180 with a header. */
final class CsvRows implements RowWriter {
  private final List<ResultColumn> columns;
  private final Writer out;

  CsvRows(List<ResultColumn> columns, OutputStream out) throws IOException {
    this.columns = columns;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    for (int i = 0; i < columns.size(); i++) {
      cell(i, columns.get(i).name());
    }
    this.out.write('\n');
  }

  @Override
  public void write(List<Object> row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      cell(i, row.get(i) == null ? null : Cells.text(columns.get(i), row.get(i)));
    }
    out.write('\n');
  }

  private void cell(int position, String text) throws IOException {
    if (position > 0) {
      out.write(',');
    }
    if (text == null || isPlain(text)) {
      out.write(text == null ? "" : text);
    } else {
      out.write('"');
      out.write(text.replace("\"", "\"\""));
      out.write('"');
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
