package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Dataset;
import dev.tidemark.Tidemark;
import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs by Dataflow's real runner, which stages and submits to a stand-in of the service. */
class DataflowTest {
  private static final String KEY = "projects/probe-project/secrets/tidemark-key/versions/1";
  private static final String KEY_TEXT = "a random text that nobody knows";
  private static final String API_KEY = "projects/probe-project/secrets/api-key/versions/latest";
  private static final String ACCOUNT = "k-hunter22-of-the-account";
  private static final String PASSWORD = "p-hunter22-of-the-database";

  @TempDir Path folder;

  private final String url = PostgresServer.database();
  private FakeDataflow dataflow;
  private Simulator simulator;

  @BeforeEach
  void start() throws IOException {
    dataflow = new FakeDataflow(folder);
    dataflow.secrets.put(KEY, KEY_TEXT);
    dataflow.secrets.put(API_KEY, ACCOUNT);
    simulator =
        Simulators.start(
            "chartmogul",
            SimulatorOptions.defaults().withSize(2_000).withApiKey(ACCOUNT).withoutRateLimit());
  }

  @AfterEach
  void stop() {
    dataflow.close();
    simulator.close();
  }

  @Test
  void aSyncIsStagedSubmittedWatchedAndReported() throws Exception {
    Program.Ended ended = sync("--json");
    String worker = Files.readString(folder.resolve("worker.log"));
    assertThat(ended.exit()).as(ended.err() + worker).isZero();
    JsonObject result = Json.parseObject(last(ended.out()));
    assertThat(result.list("streams").toString()).contains("\"records\":2000");
    assertThat(Truth.differences(simulator, "customers", customers().rows(), "id")).isEmpty();
    JsonObject job = dataflow.jobs.get(0);
    assertThat(job.text("name", "")).matches("tidemark-chartmogul-[0-9a-f]{8}");
    assertThat(job.text("type", "")).isEqualTo("JOB_TYPE_BATCH");
    String pipeline = Files.readString(FakeDataflow.pipeline(job), ISO_8859_1);
    assertThat(pipeline).contains("ListSlices", "ReadAndStage", "FinishStreams");
    holdsNoSecret(job.toString() + pipeline + ended.out() + ended.err());
    try (Stream<Path> staged = Files.walk(folder.resolve("staging"))) {
      for (Path file : staged.filter(Files::isRegularFile).toList()) {
        holdsNoSecret(Files.readString(file, ISO_8859_1));
      }
    }
  }

  private static void holdsNoSecret(String text) {
    assertThat(text).doesNotContain(ACCOUNT, PASSWORD, KEY_TEXT);
  }

  private static String last(String out) {
    String lines = out.strip();
    return lines.substring(lines.lastIndexOf('\n') + 1);
  }

  private Dataset customers() {
    return Tidemark.source("chartmogul")
        .config(Map.of("api_key", ACCOUNT, "start_date", "2024-01-01T00:00:00Z"))
        .network(Network.DIRECT.withRoutes(simulator.routes()))
        .into(url)
        .dataset("customers");
  }

  private Program.Ended sync(String... more) throws Exception {
    List<String> job =
        List.of(
            "source: chartmogul",
            "config: {api_key: '${secret:" + API_KEY + "}', start_date: 2024-01-01T00:00:00Z}",
            "streams: [customers, activities]",
            "destination: " + url.replace("postgres@", "postgres:" + PASSWORD + "@"),
            "budget: {requests: 100000, per: 1s}",
            "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}");
    Files.write(folder.resolve("job.yaml"), job);
    List<String> arguments = new ArrayList<>(List.of("sync", "job.yaml", "--runner", "dataflow"));
    arguments.addAll(List.of("--project", "probe-project", "--region", "us-central1"));
    arguments.addAll(List.of("--staging", folder.resolve("staging").toString()));
    arguments.addAll(List.of("--runner-option", "apiRootUrl=" + dataflow.url()));
    arguments.add("--runner-option");
    arguments.add("credentialFactoryClass=" + NoopCredentialFactory.class.getName());
    arguments.add("--runner-option");
    arguments.add("pathValidatorClass=" + NoopPathValidator.class.getName());
    arguments.addAll(List.of(more));
    List<String> command =
        new ArrayList<>(
            List.of(Program.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(FakeDataflow.shortClassPath(folder).toString());
    command.add(Program.MAIN);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("TIDEMARK_KEY", KEY);
    builder.environment().put("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", dataflow.url());
    return Program.end(builder.start(), folder);
  }
}
