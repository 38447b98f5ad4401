package dev.tidemark.file.excel;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;

/** Makes records of rows. A place is the number of the last row that was read. */
final class ExcelPages implements PageReader {
  /** Room for fields that whoever reads the page adds. */
  private static final int SPARE = 6;

  /** What a cell takes up, more or less. */
  private static final long CELL_BYTES = 16;

  private final Sheet sheet;
  private final Reading reading;
  private final boolean[] isText;
  private boolean ended;

  ExcelPages(Sheet sheet, Reading reading) {
    this.sheet = sheet;
    this.reading = reading;
    JsonObject known = reading.schema() == null ? null : reading.schema().object("properties");
    isText = new boolean[sheet.names().size()];
    for (int i = 0; known != null && i < isText.length; i++) {
      isText[i] = isText(known.object(sheet.names().get(i)));
    }
    int passed = reading.from() == null ? 0 : Integer.parseInt(reading.from());
    do {
      ended = !sheet.next();
    } while (!ended && sheet.number() <= passed);
  }

  private static boolean isText(JsonObject type) {
    return type != null
        && (type.text("type", "").equals("string") || type.list("type").contains("string"));
  }

  @Override
  public FilePage next() {
    List<JsonObject> records = new ArrayList<>();
    List<BadRecord> bad = new ArrayList<>();
    Layout layout = Layout.of(sheet.names());
    long bytes = 0;
    while (!ended) {
      int number = sheet.number();
      JsonObject record = record(layout);
      if (isWide()) {
        String reason = "a cell under no name has a value";
        bad.add(new BadRecord("row " + number, reason, record.toString()));
      } else {
        records.add(record);
      }
      bytes += CELL_BYTES * sheet.width();
      ended = !sheet.next();
      if (!ended && reading.limit().isReached(records.size() + bad.size(), bytes)) {
        return new FilePage(records, bad, bytes, Integer.toString(number));
      }
    }
    return new FilePage(records, bad, bytes, null);
  }

  private boolean isWide() {
    for (int i = isText.length; i < sheet.width(); i++) {
      if (sheet.cell(i) != null) {
        return true;
      }
    }
    return false;
  }

  private JsonObject record(Layout layout) {
    Object[] values = new Object[isText.length + SPARE];
    for (int i = 0; i < isText.length; i++) {
      Cell cell = sheet.cell(i);
      Object value = cell == null ? null : CellValue.of(cell);
      values[i] = isText[i] ? text(value) : value;
    }
    return new JsonObject(layout, values);
  }

  private static Object text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? null : value.toString();
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}
