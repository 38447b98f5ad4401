package dev.tidemark.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFormatTest {
  private static final FileFormat FORMAT =
      Formats.of("format", JsonObject.of("filetype", "parquet"));

  @TempDir Path folder;

  private byte[] write(String select, String options) throws SQLException, IOException {
    Path path = folder.resolve("file.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(select, path, options));
    }
    return Files.readAllBytes(path);
  }

  private static ReadAll read(FileFormat format, byte[] bytes) throws IOException {
    return ReadAll.of(format, new BytesFile(bytes, true), null);
  }

  private JsonObject only(String select) throws SQLException, IOException {
    ReadAll all = read(FORMAT, write(select, ""));
    assertThat(all.bad()).isEmpty();
    return all.records().get(0);
  }

  @Test
  void valuesOfEveryKindAreRead() throws SQLException, IOException {
    assertThat(
            only("""
            SELECT true b, 7::TINYINT i8, -7::INTEGER i32, 9007199254740993 i64,
              18446744073709551615::UBIGINT u64, 4294967295::UINTEGER u32,
              0.1::FLOAT f, 0.1::DOUBLE d, 'nan'::DOUBLE n, 'é' s,
              12345.6700::DECIMAL(18,4) d18, -0.05::DECIMAL(4,2) d4,
              123456789012345678901234567890.5::DECIMAL(38,1) d38,
              DATE '2020-02-29' dat, TIME '23:59:59.5' t,
              '123e4567-e89b-12d3-a456-426614174000'::UUID u, 'abc'::BLOB bin,
              INTERVAL '1 month 2 days 3 seconds' iv, NULL::INTEGER no
            """)
                .toString())
        .isEqualTo(
            "{\"b\":true,\"i8\":7,\"i32\":-7,\"i64\":9007199254740993,"
                + "\"u64\":18446744073709551615,\"u32\":4294967295,\"f\":0.1,\"d\":0.1,"
                + "\"n\":\"NaN\",\"s\":\"é\",\"d18\":\"12345.6700\",\"d4\":\"-0.05\","
                + "\"d38\":\"123456789012345678901234567890.5\",\"dat\":\"2020-02-29\","
                + "\"t\":\"23:59:59.500000\",\"u\":\"123e4567-e89b-12d3-a456-426614174000\","
                + "\"bin\":\"abc\",\"iv\":[1,2,3000000000],\"no\":null}");
  }

  @Test
  void timestampsOfEveryUnitKeepTheirFractionsAndSayWhetherTheyHaveAZone()
      throws SQLException, IOException {
    assertThat(
            only("""
            SELECT TIMESTAMP '2020-01-01 00:00:00' whole,
              TIMESTAMP '1969-12-31 23:59:59.999999' us,
              TIMESTAMP_MS '2020-01-01 00:00:00.5' ms,
              TIMESTAMP_NS '2020-01-01 00:00:00.000000001' ns,
              TIMESTAMPTZ '2020-01-01 02:00:00+02' tz
            """)
                .toString())
        .isEqualTo(
            "{\"whole\":\"2020-01-01T00:00:00\",\"us\":\"1969-12-31T23:59:59.999999\","
                + "\"ms\":\"2020-01-01T00:00:00.500000\","
                + "\"ns\":\"2020-01-01T00:00:00.000000001\",\"tz\":\"2020-01-01T00:00:00+00:00\"}");
  }

  @Test
  void nestedValuesAreObjectsAndLists() throws SQLException, IOException {
    String select =
        """
        SELECT {'a': 1, 'b': {'c': [1, NULL, 3]}} st, MAP {'x': [1], 'y': NULL} m,
          [{'k': 1}, NULL, {'k': NULL}] l, [[1, 2], [], NULL] ll, NULL::INTEGER[] no,
          []::INTEGER[] empty
        """;
    assertThat(only(select).toString())
        .isEqualTo(
            "{\"st\":{\"a\":1,\"b\":{\"c\":[1,null,3]}},\"m\":{\"x\":[1],\"y\":null},"
                + "\"l\":[{\"k\":1},null,{\"k\":null}],\"ll\":[[1,2],[],null],\"no\":null,"
                + "\"empty\":[]}");
    JsonObject schema = FORMAT.infer(new BytesFile(write(select, ""), true));
    assertThat(schema.object("properties").get("st").toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":"
                + "\"object\",\"properties\":{\"c\":{\"type\":\"array\",\"items\":"
                + "{\"type\":\"integer\"}}}}}}");
    assertThat(schema.object("properties").get("m").toString())
        .isEqualTo(
            "{\"type\":\"object\",\"additionalProperties\":"
                + "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}");
  }

  @Test
  void decimalsAreNumbersIfThatIsWanted() throws SQLException, IOException {
    FileFormat format =
        Formats.of("f", JsonObject.of("filetype", "parquet", "decimal_as_float", true));
    byte[] bytes = write("SELECT 1.50::DECIMAL(9,2) d", "");
    assertThat(read(format, bytes).records().toString()).isEqualTo("[{\"d\":1.50}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void pagesAreUnpackedWhateverTheCodecAndPartsGiveTheWhole(String codec)
      throws SQLException, IOException {
    String select = "SELECT range i, 'text ' || (range % 100) t, [range] l FROM range(20000)";
    byte[] bytes = write(select, ", CODEC " + codec + ", ROW_GROUP_SIZE 4096");
    BytesFile file = new BytesFile(bytes, true);
    List<JsonObject> whole = ReadAll.of(FORMAT, file, null).records();
    assertThat(whole).hasSize(20_000);
    assertThat(whole.get(19_999).toString())
        .isEqualTo("{\"i\":19999,\"t\":\"text 99\",\"l\":[19999]}");
    Splitter splits = FORMAT.splits(file, null, 1);
    assertThat(splits.next()).contains(new Split(0, 1));
    assertThat(ReadAll.inPieces(FORMAT, file, null, new Random(1), 3_000).records())
        .isEqualTo(whole);
  }

  @Test
  void aFileThatCannotBeReadFromItsEndIsCopiedFirst() throws SQLException, IOException {
    byte[] bytes = write("SELECT 1 a", "");
    assertThat(ReadAll.of(FORMAT, new BytesFile(bytes, false), null).records()).hasSize(1);
  }

  @Test
  void aCutOrBrokenFileIsAProblemThatNamesIt() throws SQLException, IOException {
    byte[] bytes = write("SELECT range i, 'x' || range t FROM range(1000)", "");
    for (int length : new int[] {0, 4, 20, bytes.length - 3, bytes.length - 200}) {
      assertThatThrownBy(() -> read(FORMAT, Arrays.copyOf(bytes, length)))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith("folder/file: is no");
    }
    byte[] broken = bytes.clone();
    Arrays.fill(broken, 30, 300, (byte) 0xff);
    assertThatThrownBy(() -> read(FORMAT, broken))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("folder/file, row");
  }

  @Test
  void bytesThatAreNoTextAreBadRecords() throws SQLException, IOException {
    ReadAll all = read(FORMAT, write("SELECT '\\xFF'::BLOB b, range i FROM range(2)", ""));
    assertThat(all.records()).isEmpty();
    assertThat(all.bad().get(1).where()).isEqualTo("row 1 of row group 0");
    assertThat(all.bad().get(1).text()).isEqualTo("{\"b\":\"/w==\",\"i\":1}");
  }
}
