package dev.tidemark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.Database;
import dev.tidemark.Dataset;
import dev.tidemark.json.Json;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that other programs read as what was in the table. */
class ExportTest {
  private static final String TABLE =
      """
      CREATE TABLE t AS SELECT * FROM (VALUES
        (1, 'plain', true, 170141183460469231731687303715884105::HUGEINT,
         12345678901234567890123456789.123456789::DECIMAL(38,9), 1.1::DOUBLE,
         DATE '2024-02-29', TIME '23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999999',
         TIMESTAMPTZ '2024-03-31 02:30:00.000001+00', '{"a":[1,2.50,null]}'::JSON,
         '0190a0b0-0000-7000-8000-000000000001'::UUID),
        (-9223372036854775808, '', false, -1, -0.000000001, 'NaN'::DOUBLE,
         DATE '0001-01-01', TIME '00:00:00', TIMESTAMP '2024-01-01 00:00:00',
         TIMESTAMPTZ '2024-01-01 00:00:00+00', '"text"'::JSON, NULL),
        (3, E'say "hi",\\nthen\\r\\ngo — 漢字 🎉', NULL, NULL, 0, 1e300, NULL, NULL, NULL, NULL, NULL, NULL),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
      ) AS v(i, s, b, h, d, f, day, clock, ts, tz, j, u)
      """;

  @TempDir Path folder;
  private Dataset table;

  @BeforeEach
  void fill() throws Exception {
    table = Dataset.of(Database.with(folder.resolve("t.duckdb"), TABLE), "t");
  }

  @Test
  void parquetHasTheTypesAndValuesOfTheTable() throws Exception {
    Path file = folder.resolve("t.parquet");
    assertThat(table.toParquet(file)).isEqualTo(4);
    String types =
        "SELECT string_agg(column_name || ' ' || column_type, ', ') FROM"
            + (" (DESCRIBE FROM '" + file + "')");
    assertThat(Database.read(types))
        .containsExactly(
            "i BIGINT, s VARCHAR, b BOOLEAN, h DECIMAL(38,0), d DECIMAL(38,9), f DOUBLE, day DATE,"
                + " clock TIME, ts TIMESTAMP, tz TIMESTAMP WITH TIME ZONE, j VARCHAR, u VARCHAR");
    assertThat(differences("'" + file + "'")).isEmpty();
  }

  /** Rows of the table that are not in the file, and the other way round; each also counts. */
  private List<String> differences(String file) throws Exception {
    String here =
        "SELECT i, s, b, h, d, f, day, clock, ts, tz, j::VARCHAR AS j, u::VARCHAR AS u FROM ";
    String table = "ATTACH '" + folder.resolve("t.duckdb") + "' AS db (READ_ONLY);";
    return Database.read(
        table
            + ("(" + here + "db.t EXCEPT ALL " + here + file + ") UNION ALL ")
            + ("(" + here + file + " EXCEPT ALL " + here + "db.t)"));
  }

  @Test
  void csvTellsNullFromEmptyTextAndKeepsEveryDigit() throws Exception {
    Path file = folder.resolve("t.csv");
    assertThat(table.toCsv(file)).isEqualTo(4);
    assertThat(Files.readString(file))
        .isEqualTo(
            "i,s,b,h,d,f,day,clock,ts,tz,j,u\n"
                + "1,plain,true,170141183460469231731687303715884105,"
                + "12345678901234567890123456789.123456789,1.1,2024-02-29,23:59:59.999999,"
                + "1969-12-31T23:59:59.999999,2024-03-31T02:30:00.000001Z,"
                + "\"{\"\"a\"\":[1,2.50,null]}\",0190a0b0-0000-7000-8000-000000000001\n"
                + "-9223372036854775808,\"\",false,-1,-0.000000001,NaN,0001-01-01,00:00:00,"
                + "2024-01-01T00:00:00,2024-01-01T00:00:00Z,\"\"\"text\"\"\",\n"
                + "3,\"say \"\"hi\"\",\nthen\r\ngo — 漢字 🎉\",,,0.000000000,1.0E300,,,,,,\n"
                + ",,,,,,,,,,,\n");
  }

  @Test
  void jsonLinesHoldNumbersAsNumbersAndJsonAsJson() throws IOException {
    Path file = folder.resolve("t.jsonl");
    assertThat(table.toJsonl(file)).isEqualTo(4);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .contains("\"h\":170141183460469231731687303715884105,")
        .contains("\"d\":12345678901234567890123456789.123456789,")
        .contains("\"tz\":\"2024-03-31T02:30:00.000001Z\"")
        .contains("\"j\":{\"a\":[1,2.50,null]}");
    assertThat(Json.parseObject(lines.get(1)).get("f")).isEqualTo("NaN");
    assertThat(Json.parseObject(lines.get(2)).get("s"))
        .isEqualTo("say \"hi\",\nthen\r\ngo — 漢字 🎉");
    assertThat(lines.get(3)).contains("\"s\":null");
  }

  @Test
  void arrowHasTheTypesAndValuesOfTheTable() throws IOException {
    Path file = folder.resolve("t.arrow");
    assertThat(table.toArrow(file)).isEqualTo(4);
    try (RootAllocator memory = new RootAllocator();
        FileChannel channel = FileChannel.open(file);
        ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(reader.loadNextBatch()).isTrue();
      assertThat(root.getSchema().getFields().stream().map(f -> f.getType().toString()))
          .containsExactly(
              "Int(64, true)",
              "Utf8",
              "Bool",
              "Decimal(38, 0, 128)",
              "Decimal(38, 9, 128)",
              "FloatingPoint(DOUBLE)",
              "Date(DAY)",
              "Time(MICROSECOND, 64)",
              "Timestamp(MICROSECOND, null)",
              "Timestamp(MICROSECOND, UTC)",
              "Utf8",
              "Utf8");
      assertThat(values(root, 0))
          .containsExactly(
              "1",
              "plain",
              "true",
              "170141183460469231731687303715884105",
              "12345678901234567890123456789.123456789",
              "1.1",
              "19782",
              "86399999999",
              "1969-12-31T23:59:59.999999",
              "1711852200000001",
              "{\"a\":[1,2.50,null]}",
              "0190a0b0-0000-7000-8000-000000000001");
      assertThat(values(root, 1).get(1)).isEmpty();
      assertThat(values(root, 1).get(10)).isEqualTo("\"text\"");
      assertThat(values(root, 3)).containsOnly("null");
      assertThat(root.getRowCount()).isEqualTo(4);
    }
  }

  private static List<String> values(VectorSchemaRoot root, int row) {
    List<String> values = new ArrayList<>();
    root.getFieldVectors().forEach(vector -> values.add(String.valueOf(vector.getObject(row))));
    return values;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aTableWithoutRowsGivesAFileWithItsColumns(Format format) throws Exception {
    Path file = folder.resolve("none");
    assertThat(table.limit(0).to(format, file)).isZero();
    switch (format) {
      case CSV -> assertThat(Files.readString(file)).startsWith("i,s,b,h,").endsWith(",u\n");
      case JSONL -> assertThat(file).isEmptyFile();
      case PARQUET ->
          assertThat(
                  Database.read(
                      "SELECT count(*) FROM (DESCRIBE FROM read_parquet('%s'))".formatted(file)))
              .containsExactly("12");
      case ARROW -> {
        try (RootAllocator memory = new RootAllocator();
            FileChannel channel = FileChannel.open(file);
            ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
          assertThat(reader.getVectorSchemaRoot().getSchema().getFields()).hasSize(12);
          assertThat(reader.getRecordBlocks()).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void manyRowsGoThroughInPortions(Format format) throws Exception {
    Path file = folder.resolve("many");
    Dataset many =
        table.query(
            "SELECT range AS id, CASE WHEN range % 3 = 0 THEN NULL ELSE repeat('x', 40) || range"
                + " END AS name, range / 7 AS f FROM range(100000)");
    assertThat(many.to(format, file)).isEqualTo(100_000);
    if (format == Format.ARROW) {
      try (RootAllocator memory = new RootAllocator();
          FileChannel channel = FileChannel.open(file);
          ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
        long rows = 0;
        while (reader.loadNextBatch()) {
          rows += reader.getVectorSchemaRoot().getRowCount();
        }
        assertThat(rows).isEqualTo(100_000);
        assertThat(reader.getRecordBlocks()).hasSizeGreaterThan(10);
      }
      return;
    }
    String reader =
        switch (format) {
          case CSV -> "read_csv('%s')";
          case JSONL -> "read_json('%s', format = 'newline_delimited')";
          default -> "read_parquet('%s')";
        };
    assertThat(
            Database.read(
                "SELECT concat_ws(' ', count(*), count(name), sum(id), min(length(name))) FROM "
                    + reader.formatted(file)))
        .containsExactly("100000 66666 4999950000 41");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void anExportThatFailsLeavesTheOlderFile(Format format) throws Exception {
    Path file = Files.writeString(folder.resolve("kept"), "older");
    Dataset failing =
        table.query(
            "SELECT CASE WHEN range = 50000 THEN 'x'::BIGINT ELSE range END AS n FROM"
                + " range(60000)");
    assertThatThrownBy(() -> failing.to(format, file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Could not convert string 'x' to INT64");
    assertThat(file).hasContent("older");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("kept", "t.duckdb");
    }
  }

  @Test
  void aNumberThatNoDecimalHoldsIsNamed() {
    Dataset large = table.query("SELECT 170141183460469231731687303715884105727::HUGEINT AS h");
    assertThatThrownBy(() -> large.toParquet(folder.resolve("h.parquet")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("h: 170141183460469231731687303715884105727 has more digits");
    assertThat(large.toCsv(folder.resolve("h.csv"))).isOne();
  }

  @Test
  void theFormatIsInTheNameOfTheFile() {
    assertThat(Format.of(Path.of("a/B.CSV"))).isEqualTo(Format.CSV);
    assertThat(Format.of(Path.of("b.ndjson"))).isEqualTo(Format.JSONL);
    assertThat(Format.of(Path.of("b.feather"))).isEqualTo(Format.ARROW);
    assertThatThrownBy(() -> Format.of(Path.of("b.xlsx")))
        .hasMessageContaining("b.xlsx does not say its format: end it with .csv, .jsonl");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> table.toCsv(folder.resolve("no/t.csv")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no does not exist");
  }
}
