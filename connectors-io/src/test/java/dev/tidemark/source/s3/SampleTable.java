package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A table of random values that every format can hold. */
final class SampleTable {
  private static final List<String> COLUMNS = List.of("id", "flag", "amount", "text");
  private static final Schema SCHEMA =
      SchemaBuilder.record("row")
          .fields()
          .optionalLong("id")
          .optionalBoolean("flag")
          .optionalDouble("amount")
          .optionalString("text")
          .endRecord();

  private final List<List<Object>> rows = new ArrayList<>();

  /**
   * @param letters that texts may have, besides those that all encodings have
   */
  SampleTable(Random random, int rows, String letters) {
    int[] points = ("ab 1,;\"'\\\n" + letters).codePoints().toArray();
    for (int i = 0; i < rows; i++) {
      List<Object> row = new ArrayList<>();
      row.add((long) i * 1_000_003);
      row.add(random.nextInt(5) == 0 ? null : random.nextBoolean());
      row.add(random.nextInt(5) == 0 ? null : (random.nextInt(2_000_000) - 1_000_000) / 64.0);
      row.add(random.nextInt(5) == 0 ? null : text(random, points));
      this.rows.add(row);
    }
  }

  private static String text(Random random, int[] points) {
    StringBuilder text = new StringBuilder("x");
    for (int left = random.nextInt(12); left > 0; left--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.append('x').toString();
  }

  /** The rows, in a form in which those that were read can be compared with them. */
  List<String> texts() {
    return rows.stream().map(SampleTable::text).toList();
  }

  static String text(JsonObject record) {
    return text(COLUMNS.stream().map(record::get).toList());
  }

  private static String text(List<Object> row) {
    return row.stream().map(SampleTable::text).collect(Collectors.joining("|"));
  }

  /** With its type; numbers however they are written. */
  private static String text(Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }

  byte[] csv(Charset charset, boolean marked) {
    StringBuilder text = new StringBuilder(marked ? "\ufeff" : "");
    text.append(String.join(",", COLUMNS)).append('\n');
    for (List<Object> row : rows) {
      text.append(row.stream().map(SampleTable::cell).collect(Collectors.joining(",")));
      text.append("\r\n");
    }
    return text.toString().getBytes(charset);
  }

  private static String cell(Object value) {
    if (value instanceof String text) {
      return "\"" + text.replace("\"", "\"\"") + "\"";
    }
    return value == null ? "NULL" : value.toString();
  }

  byte[] jsonl() {
    StringBuilder text = new StringBuilder();
    for (List<Object> row : rows) {
      JsonObject object = new JsonObject();
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        object.put(COLUMNS.get(i), value instanceof Double d ? BigDecimal.valueOf(d) : value);
      }
      text.append(object).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  byte[] parquet(Random random) throws SQLException, IOException {
    List<String> codecs = List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw");
    String codec = codecs.get(random.nextInt(codecs.size()));
    Path path = Files.createTempFile("tidemark-", ".parquet");
    try (DuckDBConnection duckdb =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        Statement statement = duckdb.createStatement()) {
      statement.execute("CREATE TABLE t (id BIGINT, flag BOOLEAN, amount DOUBLE, text VARCHAR)");
      try (DuckDBAppender appender = duckdb.createAppender("main", "t")) {
        for (List<Object> row : rows) {
          append(row, appender);
        }
      }
      // Smaller row groups are not to be had.
      statement.execute(
          "COPY t TO '%s' (FORMAT parquet, CODEC %s, ROW_GROUP_SIZE 2048)".formatted(path, codec));
      return Files.readAllBytes(path);
    } finally {
      Files.delete(path);
    }
  }

  private static void append(List<Object> row, DuckDBAppender appender) throws SQLException {
    appender.beginRow();
    for (Object value : row) {
      if (value == null) {
        appender.appendNull();
      } else if (value instanceof Long number) {
        appender.append((long) number);
      } else if (value instanceof Double number) {
        appender.append((double) number);
      } else if (value instanceof Boolean flag) {
        appender.append((boolean) flag);
      } else {
        appender.append((String) value);
      }
    }
    appender.endRow();
  }

  byte[] avro(Random random) throws IOException {
    List<String> codecs = List.of("null", "deflate", "snappy", "zstandard");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(CodecFactory.fromString(codecs.get(random.nextInt(codecs.size()))));
      writer.setSyncInterval(300).create(SCHEMA, bytes);
      for (List<Object> row : rows) {
        GenericRecordBuilder record = new GenericRecordBuilder(SCHEMA);
        for (int i = 0; i < row.size(); i++) {
          record.set(COLUMNS.get(i), row.get(i));
        }
        writer.append(record.build());
      }
    }
    return bytes.toByteArray();
  }

  byte[] excel() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("rows");
      for (int column = 0; column < COLUMNS.size(); column++) {
        sheet.value(0, column, COLUMNS.get(column));
        for (int row = 0; row < rows.size(); row++) {
          set(sheet, row + 1, column, rows.get(row).get(column));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void set(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (value instanceof Boolean flag) {
      sheet.value(row, column, flag);
    } else if (value != null) {
      sheet.value(row, column, (String) value);
    }
  }
}
