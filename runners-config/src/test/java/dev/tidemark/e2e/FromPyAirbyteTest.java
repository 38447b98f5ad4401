package dev.tidemark.e2e;

import static dev.tidemark.Condition.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.DataFrames;
import dev.tidemark.Dataset;
import dev.tidemark.Documents;
import dev.tidemark.Row;
import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Secret;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/pyairbyte.md says to call is called here, and does what it says. */
class FromPyAirbyteTest {
  private static final Pattern CALL = Pattern.compile("(?m)^\\| .* \\| `(.*)` \\|$");

  @TempDir Path folder;

  @Test
  void everyCallOfThePageIsMadeInThisTest() throws IOException {
    String here =
        Files.readString(
                path("runners-config/src/test/java/dev/tidemark/e2e/FromPyAirbyteTest.java"))
            .replaceAll("\\s", "");
    Matcher calls = CALL.matcher(Files.readString(path("docs/pyairbyte.md")));
    int count = 0;
    for (; calls.find(); count++) {
      assertThat(here).contains(calls.group(1).replaceAll("\\s", ""));
    }
    assertThat(count).isGreaterThan(30);
  }

  private static Path path(String name) {
    Path path = Path.of(name);
    return Files.exists(path) ? path : Path.of("..").resolve(name);
  }

  @Test
  void aSourceIsLookedAtBeforeAnythingIsWritten() {
    try (Simulator simulator = simulator()) {
      String key = Account.KEY;
      String start = "2024-01-01T00:00:00Z";
      Tidemark source = Tidemark.source("chartmogul");
      System.out.println(source.configSpec());
      assertThat(source.configSpec().object("properties").has("api_key")).isTrue();
      source = source.network(new Account("chartmogul", simulator, folder).network());
      source = source.config(Map.of("api_key", key, "start_date", start));
      assertThat(source.check()).isSameAs(source);
      assertThat(source.streamNames()).contains("customers", "activities");
      assertThat(source.stream("customers").spec().schema().object("properties").has("id"))
          .isTrue();
      simulator.clearRequests();
      assertThat(source.stream("customers").peek(3)).hasSize(3);
      assertThat(simulator.requestCount()).as("pages that were asked for").isEqualTo(1);
      try (Stream<JsonObject> records = source.stream("customers").records()) {
        assertThat(records.map(record -> record.get("id")).distinct().count()).isEqualTo(250);
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aSyncGivesDatasets() throws IOException {
    try (Simulator simulator = simulator()) {
      Path file = folder.resolve("crm.duckdb");
      Tidemark source = new Account("chartmogul", simulator, file).tidemark();
      source = source.streams("customers", "activities");
      Tidemark job = source.into("duckdb:" + file);
      SyncResult result = job.sync().orThrow();
      Map<String, Long> counts = new LinkedHashMap<>();
      result.streams().forEach((name, report) -> counts.put(name, report.records()));
      assertThat(counts)
          .containsOnlyKeys("customers", "activities")
          .containsEntry("customers", 250L);
      assertThat(result.records()).isEqualTo(250 + counts.get("activities"));
      Dataset customers = result.dataset("customers");
      assertThat(Dataset.of("duckdb:" + file, "customers").count()).isEqualTo(250);
      assertThat(customers.count()).isEqualTo(250);
      assertThat(customers.columnNames()).contains("id", "mrr", "_tidemark_id");
      long paying;
      try (Stream<Row> rows = customers.stream()) {
        paying = rows.filter(row -> row.decimal("mrr").signum() > 0).count();
      }
      assertThat(customers.where("mrr > 0").count()).isEqualTo(paying);
      Object country =
          customers.where(column("country").isNotNull()).limit(1).rows().get(0).get("country");
      assertThat(customers.where(column("country").is(country)).count()).isPositive();
      assertThat(customers.sql("SELECT count(*) AS n FROM activities").get(0))
          .containsEntry("n", counts.get("activities"));
      assertThat(customers.toArrow(folder.resolve("customers.arrow"))).isEqualTo(250);
      assertThat(customers.toCsv(folder.resolve("customers.csv"))).isEqualTo(250);
      assertThat(customers.toParquet(folder.resolve("customers.parquet"))).isEqualTo(250);
      assertThat(DataFrames.of(customers).height()).isEqualTo(250);
      assertThat(Documents.of(customers).title("name").content("email").metadata("country").list())
          .hasSizeGreaterThan(200);
      assertThat(job.fullRefresh().records()).isEqualTo(result.records());
    }
  }

  @Test
  void streamsCanBeReadOtherwise() {
    try (Simulator simulator = simulator()) {
      Path file = folder.resolve("crm.duckdb");
      Tidemark source = new Account("chartmogul", simulator, file).tidemark();
      Tidemark job = source.streams(StreamChoice.of("customers").withPrimaryKey("uuid"));
      assertThat(job.write(WriteMode.APPEND).sync().isOk()).isTrue();
      assertThat(job.dataset("customers").count()).isEqualTo(250);
      Tidemark dated = source.streams(StreamChoice.of("activities").withCursor("date"));
      assertThat(dated.sync().orThrow().streams().get("activities").tidemark().cursor())
          .isNotNull();
    }
  }

  @Test
  void sourcesDestinationsAndSecretsAreNamed() {
    assertThat(Tidemark.sources()).contains("chartmogul");
    Tidemark source = Tidemark.source("crm.yaml");
    Secret password = new Secret("a password");
    assertThat(source.into("postgresql://loader@host/crm", Map.of("password", password)))
        .isNotNull();
    assertThat(new Secret(System.getenv("API_KEY"))).hasToString("****");
  }

  @Test
  void theExampleRuns() throws Exception {
    Program.Ended ended =
        Program.java(
            folder,
            path("examples/java/crm/Customers.java").toAbsolutePath().toString(),
            folder.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("customers: ok, 10,000 records").contains("customers pay");
    assertThat(folder.resolve("customers.parquet")).isNotEmptyFile();
  }

  private static Simulator simulator() {
    return Simulators.start(
        "chartmogul", SimulatorOptions.defaults().withSize(250).withoutRateLimit());
  }
}
