package dev.tidemark.e2e;

import static dev.tidemark.Condition.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.Condition;
import dev.tidemark.Dataset;
import dev.tidemark.Row;
import dev.tidemark.Tidemark;
import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.SimulatorOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets are the same on every destination. */
class DatasetsTest {
  private static final String ROWS =
      """
      {"id":1,"n":0.000000001,"big":12345678901234567890,"s":"","ok":true,"j":{"a":[1.50,null]}}
      {"id":2,"n":20.5,"big":null,"s":"O'Brien, \\"Pat\\"","ok":false,"j":{"x":"y"}}
      {"id":3,"n":null,"big":-1,"s":null,"ok":null,"j":null}
      """;
  private static final String SCHEMA =
      "{\"id\":\"integer\",\"n\":\"number\",\"big\":\"integer\",\"s\":\"string\","
          + "\"ok\":\"boolean\",\"j\":\"object\"}";

  private static final String SHOWN = "(?s).*LINE .* no FROM things\n.*\\^.*";

  /** How a database says what is wrong with a query. */
  private static final Map<String, String> WRONG_COLUMN =
      Map.of(
          "duckdb", SHOWN,
          "postgresql", SHOWN,
          "parquet", SHOWN,
          "snowflake", ".*invalid identifier.*\"NO\".*",
          "bigquery", ".*\"no\" not found.*");

  private static Warehouses warehouses;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    warehouses = new Warehouses();
  }

  @AfterAll
  static void stop() throws Exception {
    warehouses.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgresql", "parquet", "snowflake", "bigquery"})
  void rowsConditionsAndExportsAreTheSame(String scheme) throws IOException {
    Dataset things;
    try (Bucket bucket = new Bucket(SimulatorOptions.defaults())) {
      bucket.put("a.jsonl", ROWS);
      Map<String, Object> stream = Bucket.stream("things", "**");
      stream.put("input_schema", SCHEMA);
      Tidemark tidemark = into(scheme, bucket.tidemark(folder, stream));
      tidemark.sync().orThrow();
      things = tidemark.dataset("things").orderBy("id");
    }
    assertThat(things.count()).isEqualTo(3);
    assertThat(ids(things, column("s").is("O'Brien, \"Pat\""))).containsExactly(2L);
    assertThat(ids(things, column("s").is(""))).containsExactly(1L);
    assertThat(ids(things, column("n").isAtMost(new BigDecimal("0.000000001"))))
        .containsExactly(1L);
    assertThat(ids(things, column("big").isMoreThan(-2).and(column("ok").isNull())))
        .containsExactly(3L);
    Condition old = column("_tidemark_extracted_at").isLessThan(Instant.EPOCH);
    assertThat(ids(things, old)).isEmpty();
    assertThat(ids(things, old.not())).hasSize(3);
    assertThat(ids(things, column("ok").is(true).or(column("id").isIn(List.of(2, 9))).not()))
        .isEmpty();
    assertThat(ids(things.limit(2), Condition.sql("id > 0"))).containsExactly(1L, 2L);
    Dataset data = things.columns("id", "n", "big", "s", "ok", "j");
    Path csv = folder.resolve("things.csv");
    assertThat(data.toCsv(csv)).isEqualTo(3);
    assertThat(Files.readString(csv).replace(" ", ""))
        .isEqualTo(
            "id,n,big,s,ok,j\n"
                + "1,0.000000001,12345678901234567890,\"\",true,"
                + "\"{\"\"a\"\":[1.50,null]}\"\n"
                + "2,20.500000000,,\"O'Brien,\"\"Pat\"\"\",false,\"{\"\"x\"\":\"\"y\"\"}\"\n"
                + "3,,-1,,,\n");
    assertThat(data.toArrow(folder.resolve("things.arrow"))).isEqualTo(3);
    Path parquet = folder.resolve("things.parquet");
    assertThat(data.toParquet(parquet)).isEqualTo(3);
    assertThatThrownBy(() -> things.query("SELECT id,\n no FROM things").count())
        .isInstanceOf(Problem.class)
        .hasMessageMatching(WRONG_COLUMN.get(scheme));
    assertThatThrownBy(() -> things.columns("idd").rows()).hasMessageContaining("'id'?");
  }

  private Tidemark into(String scheme, Tidemark tidemark) {
    return switch (scheme) {
      case "postgresql" -> tidemark.into(PostgresServer.database());
      case "snowflake" -> warehouses.intoSnowflake(tidemark);
      case "bigquery" -> warehouses.intoBigQuery(tidemark);
      default -> tidemark.into(scheme + ":" + folder.resolve("out"));
    };
  }

  private static List<Long> ids(Dataset dataset, Condition condition) {
    try (Stream<Row> rows = dataset.where(condition).stream()) {
      return rows.map(row -> row.integer("id")).toList();
    }
  }
}
