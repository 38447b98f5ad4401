package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as its users meet it: in a process, by exit code and text. */
class CommandLineTest {
  private static Simulator simulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    simulator =
        Simulators.start(
            "chartmogul", SimulatorOptions.defaults().withSize(300).withoutRateLimit());
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void aSyncPrintsWhatArrivedAndAQueryFindsIt() throws Exception {
    job("streams: [customers]");
    Program.Ended sync = run("sync", "job.yaml");
    assertThat(sync.out()).contains("customers").contains("300").contains("duckdb:out.duckdb");
    Program.Ended query = run("query", "job.yaml", "SELECT count(*) AS n FROM customers", "--csv");
    assertThat(query.out()).isEqualTo("n\n300\n");
  }

  @Test
  void anExportIsAWholeFileOrGoesToAPipe() throws Exception {
    job("streams: [customers]");
    run("sync", "job.yaml");
    Program.Ended arrow = run("export", "job.yaml", "customers", "-o", "customers.arrow");
    assertThat(arrow.exit()).as(arrow.err()).isZero();
    assertThat(arrow.err()).contains("300 rows into customers.arrow");
    assertThat(Files.readAllBytes(folder.resolve("customers.arrow")))
        .startsWith("ARROW1".getBytes(UTF_8))
        .endsWith("ARROW1".getBytes(UTF_8));
    Program.Ended csv =
        run(
            "export",
            "job.yaml",
            "customers",
            "-o",
            "-",
            "--format",
            "csv",
            "--columns",
            "id,name",
            "--where",
            "id > 0",
            "--limit",
            "3");
    assertThat(csv.out().lines()).hasSize(4).startsWith("id,name");
    Program.Ended misspelt = run("export", "job.yaml", "custmers", "-o", "c.csv");
    assertThat(misspelt.exit()).isEqualTo(2);
    assertThat(misspelt.err()).contains("no table 'custmers'. Did you mean 'customers'?");
    assertThat(folder.resolve("c.csv")).doesNotExist();
  }

  @Test
  void aQueryThatIsWrongIsShownWhere() throws Exception {
    job("streams: [customers]");
    run("sync", "job.yaml");
    Program.Ended query = run("query", "job.yaml", "SELECT nme FROM customers");
    assertThat(query.exit()).isEqualTo(2);
    assertThat(query.err()).contains("LINE 1: SELECT nme FROM customers").contains("^");
  }

  @Test
  void theResultIsJsonOnALineOfItsOwn() throws Exception {
    job("streams: [customers]");
    String[] lines = run("sync", "job.yaml", "--json").out().split("\n");
    assertThat(lines[lines.length - 1])
        .startsWith("{\"type\":\"result\",\"exit\":0,")
        .contains("\"records\":300,")
        .contains("\"error\":null");
  }

  @Test
  void aWrongKeyEndsWithThreeAndTheApisMessage() throws Exception {
    job("streams: [customers]");
    Program.Ended check = Program.run(folder, Map.of("KEY", "a-wrong-key"), "check", "job.yaml");
    assertThat(check.exit()).isEqualTo(3);
    assertThat(check.err()).contains("No valid API key provided").doesNotContain("a-wrong-key");
  }

  @Test
  void anUnknownStreamIsAnsweredWithTheStreamsThereAre() throws Exception {
    job("streams: [custommers]");
    Program.Ended check = run("check", "job.yaml");
    assertThat(check.exit()).isEqualTo(2);
    assertThat(check.err())
        .contains("no stream 'custommers'")
        .contains("Did you mean 'customers'?")
        .contains("activities");
  }

  @Test
  void allThatIsWrongWithAJobIsSaidAtOnceWithLineAndColumn() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        source: chartmogul
        config:
          api_kee: x
          start_date: yesterday
        stream: [customers]
        write: upsert
        concurrency: none
        """);
    Program.Ended check = run("check", "job.yaml");
    assertThat(check.exit()).isEqualTo(2);
    assertThat(check.err())
        .contains("job.yaml:3:3: config: 'api_kee' is not known. Did you mean 'api_key'?")
        .contains("job.yaml:2:1: config: 'api_key' is missing")
        .contains("job.yaml:4:3: config: 'start_date'")
        .contains("job.yaml:5:1: unknown key 'stream'. Did you mean 'streams'?")
        .contains("job.yaml:6:8: 'upsert' is none of auto, append, merge, replace")
        .contains("job.yaml:7:14: concurrency must be a whole number");
  }

  @Test
  void withoutANetworkTheHostIsNamed() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        source: chartmogul
        config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}
        network: {routes: {api.chartmogul.com: 'http://127.0.0.1:1'}}
        """);
    Program.Ended check = run("check", "job.yaml");
    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.err()).contains("api.chartmogul.com").contains("refuses connections");
  }

  @Test
  void discoverListsStreamsWithKeysAndCursors() throws Exception {
    job("");
    assertThat(run("discover", "job.yaml").out())
        .containsPattern("customers +id ")
        .containsPattern("activities +uuid +date ");
    assertThat(run("discover", "job.yaml", "--json").out()).contains("\"json_schema\":{");
  }

  @Test
  void previewShowsRecordsAndWritesNothing() throws Exception {
    job("");
    Program.Ended preview = run("preview", "job.yaml", "customers", "-n", "2", "--json");
    assertThat(preview.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
    assertThat(folder.resolve("out.duckdb")).doesNotExist();
  }

  @Test
  void stateCanBeExportedResetAndImported() throws Exception {
    job("streams: [activities]");
    run("sync", "job.yaml");
    String exported = run("state", "job.yaml", "--export").out();
    assertThat(exported).contains("\"activities\":{\"format\":1,\"cursor\":{");
    String messages = run("state", "job.yaml", "--export", "--airbyte").out();
    assertThat(messages)
        .startsWith(
            "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"activities\"}");
    assertThat(run("state", "job.yaml", "--reset").out()).contains("Reset activities");
    assertThat(run("state", "job.yaml").out()).containsPattern("activities +none");
    Files.writeString(folder.resolve("state.json"), messages);
    run("state", "job.yaml", "--import", "state.json");
    assertThat(run("state", "job.yaml", "--export").out()).isEqualTo(exported);
    assertThat(run("sync", "job.yaml", "--json").out()).containsPattern("\"records\":[0-9],");
    Files.writeString(folder.resolve("state.json"), "{\"activites\": {}}");
    assertThat(run("state", "job.yaml", "--import", "state.json").err())
        .contains("stream activites: there is no such stream here. Did you mean 'activities'?");
  }

  @Test
  void initWritesAJobThatCheckAccepts() throws Exception {
    run("init", "chartmogul", "-o", "made.yaml");
    assertThat(Files.readString(folder.resolve("made.yaml"))).contains("${CHARTMOGUL_API_KEY}");
    Program.Ended check =
        Program.run(
            folder,
            Map.of("CHARTMOGUL_API_KEY", "demo"),
            "check",
            "made.yaml",
            "--route",
            "api.chartmogul.com=" + simulator.url());
    assertThat(check.exit()).as(check.err()).isZero();
  }

  @Test
  void aSecretComesFromAFile() throws Exception {
    Path secrets = Files.createDirectories(folder.resolve("secrets/chartmogul"));
    Files.writeString(secrets.resolve("key"), "demo\n");
    job("", "${secret:chartmogul/key}");
    Map<String, String> environment =
        Map.of("TIDEMARK_SECRETS", folder.resolve("secrets").toString());
    assertThat(Program.run(folder, environment, "check", "job.yaml").exit()).isZero();
  }

  @Test
  void aVariableComesFromADotEnvFile() throws Exception {
    Files.writeString(folder.resolve(".env"), "OTHER_KEY=\"demo\" \n# a remark\n");
    job("", "${OTHER_KEY}");
    assertThat(run("check", "job.yaml").exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "connectors, 0, chartmogul",
    "connectors chartmogul, 0, api_key",
    "connectors chartmogull, 2, Did you mean 'chartmogul'?",
    "--help, 0, sync",
    "snyc job.yaml, 2, Did you mean 'sync'?",
    "sync missing.yaml, 2, can't read the job file missing.yaml",
    "simulate nothing, 2, chartmogul",
    "state job.yaml --airbyte, 2, --airbyte goes with --export"
  })
  void commandsAnswerAsTheyShould(String command, int exit, String text) throws Exception {
    Program.Ended ended = run(command.split(" "));
    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.out() + ended.err()).contains(text).doesNotContain("\tat ");
  }

  private Program.Ended run(String... arguments) throws Exception {
    return Program.run(folder, Map.of("KEY", "demo"), arguments);
  }

  private void job(String line) throws IOException {
    job(line, "${KEY}");
  }

  private void job(String line, String key) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        String.join(
            "\n",
            "source: chartmogul",
            "config:",
            "  api_key: " + key,
            "  start_date: 2024-01-01T00:00:00Z",
            line,
            "destination: duckdb:out.duckdb",
            "network:",
            "  routes: {api.chartmogul.com: '" + simulator.url() + "'}"));
  }
}
