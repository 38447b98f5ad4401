package dev.tidemark.file.parquet;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;

/** Makes records of row groups. A place is a row group and a row in it. */
final class ParquetPages implements PageReader {
  private final ParquetContent content;
  private final Reading reading;
  private final Leaves leaves;
  private final Converters converters;
  private final MessageColumnIO columns;
  private final int end;
  private int group;
  private long row;
  private long rows;
  private double bytesPerRow;
  private RecordReader<JsonObject> reader;

  ParquetPages(ParquetContent content, Reading reading, Leaves leaves) throws IOException {
    this.content = content;
    this.reading = reading;
    this.leaves = leaves;
    this.converters = new Converters(content.schema(), leaves);
    this.columns = new ColumnIOFactory().getColumnIO(content.schema());
    this.end = (int) Math.min(reading.split().to(), content.groups().size());
    this.group = (int) reading.split().from();
    if (reading.from() != null) {
      int colon = reading.from().indexOf(':');
      group = Integer.parseInt(reading.from().substring(0, colon));
      row = Long.parseLong(reading.from().substring(colon + 1));
    }
    openGroup();
  }

  @Override
  public FilePage next() throws IOException {
    converters.beginPage();
    List<JsonObject> records = new ArrayList<>();
    List<BadRecord> bad = new ArrayList<>();
    double bytes = 0;
    while (group < end) {
      if (row == rows) {
        group++;
        row = 0;
        openGroup();
      } else if (reading.limit().isReached(records.size() + bad.size(), (long) bytes)) {
        return new FilePage(records, bad, (long) bytes, group + ":" + row);
      } else {
        bytes += bytesPerRow;
        read(records, bad);
      }
    }
    return new FilePage(records, bad, (long) bytes, null);
  }

  private void read(List<JsonObject> records, List<BadRecord> bad) throws IOException {
    JsonObject record = ParquetContent.reading(place(), reader::read);
    String flaw = leaves.takeFlaw();
    if (flaw == null) {
      records.add(record);
    } else {
      bad.add(new BadRecord("row " + row + " of row group " + group, flaw, record.toString()));
    }
    row++;
  }

  private String place() {
    return reading.file().name() + ", row " + row + " of row group " + group;
  }

  /** Opens the group at hand and passes the rows that have been read. */
  private void openGroup() throws IOException {
    if (group >= end) {
      return;
    }
    PageReadStore pages = content.group(group);
    rows = pages == null ? 0 : pages.getRowCount();
    if (row > rows) {
      throw Problem.expired(place() + ": there is no such row; the file must be read anew");
    }
    bytesPerRow = rows == 0 ? 0 : (double) content.groups().get(group).getCompressedSize() / rows;
    if (rows > 0) {
      reader = ParquetContent.reading(place(), () -> columns.getRecordReader(pages, converters));
      long passed = row;
      for (row = 0; row < passed; row++) {
        ParquetContent.reading(place(), reader::read);
      }
      leaves.takeFlaw();
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
