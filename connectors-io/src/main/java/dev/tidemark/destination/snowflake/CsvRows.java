package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.shape.ColumnBatch;
import dev.tidemark.shape.TimeText;
import dev.tidemark.shape.Vector;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes rows as CSV, which carries every value to the digit: texts always stand in quotes, so that
 * an empty one is told from null, which is nothing at all.
 */
final class CsvRows {
  /** What {@code COPY} must be told of these files. */
  static final String FORMAT =
      "(TYPE = CSV COMPRESSION = GZIP ENCODING = 'UTF8' FIELD_DELIMITER = ',' RECORD_DELIMITER ="
          + " '\\n"
          + "' FIELD_OPTIONALLY_ENCLOSED_BY = '\"' ESCAPE = NONE ESCAPE_UNENCLOSED_FIELD = NONE"
          + " NULL_IF = () EMPTY_FIELD_AS_NULL = TRUE TRIM_SPACE = FALSE DATE_FORMAT = AUTO"
          + " TIME_FORMAT = AUTO TIMESTAMP_FORMAT = AUTO)";

  /** The higher ones take four times as long for a quarter less. */
  private static final int COMPRESSION = 1;

  private static final String OFFSET = "+00:00";

  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  private CsvRows(Writer out) {
    this.out = out;
  }

  /** Writes a file; returns how many rows it has. */
  static long write(Path file, List<StagedPage> pages) throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(COMPRESSION);
    long rows = 0;
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GzipCompressorOutputStream(Files.newOutputStream(file), parameters), UTF_8))) {
      CsvRows csv = new CsvRows(out);
      for (StagedPage page : pages) {
        csv.page(page);
        rows += page.columns().rows();
      }
    }
    return rows;
  }

  private void page(StagedPage page) throws IOException {
    ColumnBatch batch = page.columns();
    Vector[] columns = batch.ofRows();
    for (int row = 0; row < batch.rows(); row++) {
      line.setLength(0);
      line.append(page.entry().id()).append(',');
      value(batch.ids(), row);
      line.append(',');
      timestamp(batch.extractedAt()).append(OFFSET);
      for (Vector column : columns) {
        line.append(',');
        if (!column.isNull(row)) {
          value(column, row);
        }
      }
      out.append(line.append('\n'));
    }
  }

  private void value(Vector column, int row) {
    switch (column.type()) {
      case TEXT, JSON -> text(column.textAt(row));
      case INTEGER -> line.append(column.longAt(row));
      case BOOLEAN -> line.append(column.longAt(row) != 0);
      case DECIMAL -> line.append(column.decimalAt(row).toPlainString());
      case BIG_INTEGER -> line.append(column.bigIntegerAt(row));
      case DOUBLE -> line.append(column.doubleAt(row));
      case DATE -> TimeText.appendDate(line, column.longAt(row));
      case TIME -> TimeText.appendTime(line, column.longAt(row));
      case TIMESTAMP -> timestamp(column.longAt(row));
      case TIMESTAMP_TZ -> timestamp(column.longAt(row)).append(OFFSET);
      case UUID -> line.append(new UUID(column.longAt(row), column.lowAt(row)));
    }
  }

  private StringBuilder timestamp(long micros) {
    TimeText.appendDate(line, Math.floorDiv(micros, TimeText.DAY)).append('T');
    return TimeText.appendTime(line, Math.floorMod(micros, TimeText.DAY));
  }

  private void text(String text) {
    line.append('"');
    int from = 0;
    for (int quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', from)) {
      line.append(text, from, quote + 1).append('"');
      from = quote + 1;
    }
    line.append(text, from, text.length()).append('"');
  }
}
