package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.PipelineText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that would be recognised anywhere is nowhere. */
class CanaryTest {
  private static final String CANARY = "canary7f3a9c51e2d84b06secret";

  @TempDir Path folder;

  @Test
  void theSecretIsInNothingThatASuccessfulSyncLeavesBehind() throws Exception {
    try (Simulator simulator = simulator(FaultPlan.none())) {
      Program.Ended ended = sync(simulator, "${CANARY_KEY}", "--json", "--debug");
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertClean(ended);
    }
  }

  @Test
  void theSecretIsInNoErrorAlthoughTheApiRepeatsIt() throws Exception {
    try (Simulator simulator = simulator(FaultPlan.none())) {
      Program.Ended ended = sync(simulator, CANARY + "x", "--debug");
      assertThat(ended.exit()).isEqualTo(3);
      assertThat(ended.err()).contains("Failed to find api key");
      assertClean(ended);
    }
  }

  @Test
  void theSecretIsInNoFaultsMessage() throws Exception {
    FaultPlan plan = FaultPlan.none().from("/v1/users", 1, FaultKind.HTML_WITH_200);
    try (Simulator simulator = simulator(plan)) {
      Account account = new Account("persistiq", simulator, folder.resolve("out.duckdb"));
      SyncResult result =
          account.tidemark().config(Map.of("api_key", CANARY)).streams("users").sync();
      assertThat(result.isOk()).isFalse();
      assertHidden(result.summary() + result.streams());
      assertFilesClean();
    }
  }

  @Test
  void theSecretIsNotInThePipelineNorInAnythingsText() throws Exception {
    try (Simulator simulator = simulator(FaultPlan.none())) {
      write(simulator, CANARY);
      try (Job job = JobFile.load(folder.resolve("job.yaml"), Map.of())) {
        assertHidden(PipelineText.of(job.syncJob()));
        assertHidden(job.syncJob().toString());
        assertHidden(job.source().toString() + job.syncJob().source().provider());
      }
    }
  }

  private static Simulator simulator(FaultPlan plan) {
    return Simulators.start(
        "persistiq",
        SimulatorOptions.defaults()
            .withApiKey(CANARY)
            .withSize(150)
            .withoutRateLimit()
            .withFaults(plan));
  }

  private Program.Ended sync(Simulator simulator, String key, String... more) throws Exception {
    write(simulator, key);
    String[] arguments =
        Stream.concat(Stream.of("sync", "job.yaml"), Stream.of(more)).toArray(String[]::new);
    return Program.run(folder, Map.of("CANARY_KEY", CANARY), arguments);
  }

  private void write(Simulator simulator, String key) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        String.join(
            "\n",
            "source: persistiq",
            "config: {api_key: '" + key + "'}",
            "streams: [users, leads]",
            "destination: duckdb:out.duckdb",
            "network: {routes: {api.persistiq.com: '" + simulator.url() + "'}}"));
  }

  private void assertClean(Program.Ended ended) throws IOException {
    assertHidden(ended.out());
    assertHidden(ended.err());
    assertFilesClean();
  }

  private void assertFilesClean() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> !f.endsWith("job.yaml")).toList()) {
        assertHidden(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static void assertHidden(String text) {
    byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    for (String form : List.of(CANARY, base64)) {
      assertThat(text.contains(form)).as("holds %s", form).isFalse();
    }
  }
}
