package dev.tidemark.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of nested columns are read as they were written, in Parquet and Avro, whole and in pieces.
 */
class NestedRandomTest {
  private static final List<String> PARQUET_CODECS =
      List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw");
  private static final List<String> AVRO_CODECS = List.of("null", "deflate", "snappy", "zstandard");

  @TempDir Path folder;

  static LongStream seeds() {
    return Seeds.of(15);
  }

  /** What a column holds, as each format calls it. */
  private sealed interface Kind {
    record Single(String sql, String avro) implements Kind {}

    record Items(Kind item) implements Kind {}

    record Fields(List<Kind> kinds) implements Kind {}
  }

  private static Kind kind(Random random, int depth) {
    return switch (random.nextInt(depth < 3 ? 8 : 5)) {
      case 0 -> new Kind.Single("BOOLEAN", "\"boolean\"");
      case 1 -> new Kind.Single("BIGINT", "\"long\"");
      case 2 -> new Kind.Single("DOUBLE", "\"double\"");
      case 3 -> new Kind.Single("VARCHAR", "\"string\"");
      case 4 -> new Kind.Single("DATE", "{\"type\":\"int\",\"logicalType\":\"date\"}");
      case 5, 6 -> new Kind.Items(kind(random, depth + 1));
      default -> new Kind.Fields(kinds(random, depth + 1));
    };
  }

  private static List<Kind> kinds(Random random, int depth) {
    List<Kind> kinds = new ArrayList<>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      kinds.add(kind(random, depth));
    }
    return kinds;
  }

  private static Object value(Kind kind, Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    if (kind instanceof Kind.Items list) {
      List<Object> items = new ArrayList<>();
      for (int left = random.nextInt(4); left > 0; left--) {
        items.add(value(list.item(), random));
      }
      return items;
    }
    if (kind instanceof Kind.Fields struct) {
      return fields(struct.kinds(), random);
    }
    return switch (((Kind.Single) kind).sql()) {
      case "BOOLEAN" -> random.nextBoolean();
      case "BIGINT" -> random.nextLong();
      case "DOUBLE" -> BigDecimal.valueOf(random.nextInt(1_000_000) / 64.0);
      case "VARCHAR" -> List.of("", "é'😀", "null", "a\nb").get(random.nextInt(4));
      default -> LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000).toString();
    };
  }

  private static JsonObject fields(List<Kind> kinds, Random random) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < kinds.size(); i++) {
      object.put("f" + i, value(kinds.get(i), random));
    }
    return object;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void parquetIsReadAsItWasWritten(long seed) throws SQLException, IOException {
    Random random = new Random(seed);
    Kind.Fields table = new Kind.Fields(kinds(random, 0));
    List<JsonObject> rows = rows(table, random, 200);
    Path path = folder.resolve("file.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      String type = sqlType(table);
      statement.execute("CREATE TABLE t AS SELECT NULL::" + type + " r LIMIT 0");
      for (List<JsonObject> some : List.of(rows.subList(0, 100), rows.subList(100, 200))) {
        String values =
            some.stream()
                .map(row -> "(" + sql(row, table) + "::" + type + ")")
                .collect(Collectors.joining(","));
        statement.execute("INSERT INTO t VALUES " + values);
      }
      String codec = PARQUET_CODECS.get(random.nextInt(PARQUET_CODECS.size()));
      statement.execute(
          "COPY (SELECT r.* FROM t) TO '%s' (FORMAT parquet, CODEC %s)".formatted(path, codec));
    }
    requireAll(
        Formats.of("format", JsonObject.of("filetype", "parquet")),
        Files.readAllBytes(path),
        rows,
        random);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void avroIsReadAsItWasWritten(long seed) throws IOException {
    Random random = new Random(seed);
    Kind.Fields table = new Kind.Fields(kinds(random, 0));
    List<JsonObject> rows = rows(table, random, 200);
    int[] names = {0};
    Schema schema = new Schema.Parser().parse(avroRecord(table, names));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      String codec = AVRO_CODECS.get(random.nextInt(AVRO_CODECS.size()));
      writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(300).create(schema, bytes);
      for (JsonObject row : rows) {
        writer.append(avro(row, schema));
      }
    }
    requireAll(
        Formats.of("format", JsonObject.of("filetype", "avro")), bytes.toByteArray(), rows, random);
  }

  private static List<JsonObject> rows(Kind.Fields table, Random random, int count) {
    List<JsonObject> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(fields(table.kinds(), random));
    }
    return rows;
  }

  private static void requireAll(
      FileFormat format, byte[] bytes, List<JsonObject> rows, Random random) throws IOException {
    BytesFile file = new BytesFile(bytes, random.nextInt(4) > 0);
    for (ReadAll all :
        List.of(
            ReadAll.of(format, file, null), ReadAll.inPieces(format, file, null, random, 100))) {
      assertThat(all.bad()).isEmpty();
      assertThat(all.records().toString()).isEqualTo(rows.toString());
    }
  }

  private static String sqlType(Kind kind) {
    if (kind instanceof Kind.Items list) {
      return sqlType(list.item()) + "[]";
    }
    if (kind instanceof Kind.Fields struct) {
      List<String> fields = new ArrayList<>();
      for (Kind field : struct.kinds()) {
        fields.add("f" + fields.size() + " " + sqlType(field));
      }
      return "STRUCT(" + String.join(", ", fields) + ")";
    }
    return ((Kind.Single) kind).sql();
  }

  private static String sql(Object value, Kind kind) {
    if (value == null) {
      return "NULL";
    }
    if (kind instanceof Kind.Items list) {
      return ((List<?>) value)
          .stream().map(item -> sql(item, list.item())).collect(Collectors.joining(",", "[", "]"));
    }
    if (kind instanceof Kind.Fields struct) {
      List<String> fields = new ArrayList<>();
      for (Kind field : struct.kinds()) {
        String name = "f" + fields.size();
        fields.add("'" + name + "': " + sql(((JsonObject) value).get(name), field));
      }
      return "{" + String.join(", ", fields) + "}";
    }
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
  }

  private static String avroRecord(Kind.Fields struct, int[] names) {
    String name = "R" + names[0]++;
    List<String> fields = new ArrayList<>();
    for (Kind field : struct.kinds()) {
      String type = "[\"null\"," + avroType(field, names) + "]";
      fields.add("{\"name\":\"f" + fields.size() + "\",\"type\":" + type + "}");
    }
    return "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s]}"
        .formatted(name, String.join(",", fields));
  }

  private static String avroType(Kind kind, int[] names) {
    if (kind instanceof Kind.Items list) {
      String item = avroType(list.item(), names);
      return "{\"type\":\"array\",\"items\":[\"null\"," + item + "]}";
    }
    return kind instanceof Kind.Fields struct
        ? avroRecord(struct, names)
        : ((Kind.Single) kind).avro();
  }

  private static Object avro(Object value, Schema schema) {
    if (schema.isUnion()) {
      return value == null ? null : avro(value, schema.getTypes().get(1));
    }
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        schema
            .getFields()
            .forEach(
                f -> record.put(f.name(), avro(((JsonObject) value).get(f.name()), f.schema())));
        yield record;
      }
      case ARRAY ->
          ((List<?>) value).stream().map(item -> avro(item, schema.getElementType())).toList();
      case INT -> (int) LocalDate.parse((String) value).toEpochDay();
      case DOUBLE -> ((BigDecimal) value).doubleValue();
      default -> value;
    };
  }
}
