package dev.tidemark.export;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.json.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as JSON objects, a line each. */
final class JsonRows implements RowWriter {
  private final List<ResultColumn> columns;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final JsonWriter json = new JsonWriter();
  private final Writer out;

  JsonRows(List<ResultColumn> columns, OutputStream out) {
    this.columns = columns;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  @Override
  public void write(List<Object> row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      fields.put(columns.get(i).name(), Cells.json(row.get(i)));
    }
    out.write(json.write(fields).toString());
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
