package dev.tidemark.file.csv;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.text.TextPlace;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes records of rows. */
final class CsvReader implements PageReader {
  /** Room for fields that whoever reads the page adds. */
  private static final int SPARE = 6;

  /** Where the cells go that a row has more than the header, if that is allowed. */
  private static final String SURPLUS = "_surplus";

  private final CsvText text;
  private final CsvOptions options;
  private final CsvHeader header;
  private final Reading reading;
  private final Casting casting;
  private final Casting.Type[] types;

  /** Whether no number stands for nothing. */
  private final boolean numbersMean;

  CsvReader(CsvText text, CsvOptions options, CsvHeader header, Reading reading) {
    this.text = text;
    this.options = options;
    this.header = header;
    this.reading = reading;
    this.casting = new Casting(options);
    this.numbersMean = options.nulls().stream().noneMatch(PlainNumber::is);
    JsonObject known = reading.schema() == null ? null : reading.schema().object("properties");
    this.types = new Casting.Type[header.named()];
    for (int i = 0; i < types.length; i++) {
      boolean kept = header.fields()[i] >= 0 && known != null;
      types[i] = Casting.type(kept ? known.get(header.names().get(header.fields()[i])) : null);
    }
  }

  @Override
  public FilePage next() throws IOException {
    long begin = text.offset();
    List<JsonObject> records = new ArrayList<>();
    List<BadRecord> bad = new ArrayList<>();
    Layout layout = Layout.of(header.names());
    while (!reading.limit().isReached(records.size() + bad.size(), text.offset() - begin)) {
      long line = text.line();
      if (!text.next()) {
        return new FilePage(records, bad, text.offset() - begin, null);
      }
      String wrong = wrongWidth();
      JsonObject record = wrong == null || options.lenient() ? record(layout) : null;
      if (text.takeMalformed()) {
        wrong = "it is not written in " + options.encoding().name() + "; set 'encoding'";
        record = null;
      }
      if (record != null) {
        records.add(record);
      } else {
        bad.add(new BadRecord(text.place(line), wrong, text.raw()));
      }
    }
    return new FilePage(
        records, bad, text.offset() - begin, new TextPlace(text.offset(), text.line()).token());
  }

  private String wrongWidth() {
    int found = text.cells();
    if (found == header.width()) {
      return surplusIsBlank() ? null : "a cell under no name is not blank";
    }
    boolean fits = found >= header.named() && found < header.width() && surplusIsBlank();
    return fits ? null : "it has " + found + " cells, but the header has " + header.width();
  }

  private boolean surplusIsBlank() {
    for (int i = header.named(); i < text.cells(); i++) {
      if (!text.cell(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private JsonObject record(Layout layout) {
    Object[] values = new Object[header.names().size() + SPARE];
    int[] fields = header.fields();
    int count = Math.min(text.cells(), fields.length);
    for (int i = 0; i < count; i++) {
      if (fields[i] >= 0) {
        values[fields[i]] = value(i, types[i]);
      }
    }
    JsonObject record = new JsonObject(layout, values);
    if (text.cells() > header.named() && !surplusIsBlank()) {
      List<Object> surplus = new ArrayList<>();
      for (int i = header.named(); i < text.cells(); i++) {
        surplus.add(text.cell(i));
      }
      record.put(SURPLUS, surplus);
    }
    return record;
  }

  private Object value(int position, Casting.Type type) {
    boolean fractions = type == Casting.Type.NUMBER;
    if (numbersMean && (fractions || type == Casting.Type.INTEGER)) {
      Object number = text.plainNumber(position, fractions);
      if (number != null) {
        return number;
      }
    }
    String cell = text.cell(position);
    boolean isText = type == Casting.Type.TEXT;
    if ((!isText || options.nullText()) && options.nulls().contains(cell)) {
      return null;
    }
    return isText ? cell : casting.cast(cell, type);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
