package dev.tidemark.sync.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import dev.tidemark.sync.DryRun;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a continuous sync would start; none of the addresses in here answers. */
class RehearsalTest {
  private static final String CLUSTER = "127.0.0.1:1";

  @TempDir Path folder;

  private List<DryRun> rehearse(Map<String, String> settings) throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        String.join(
            "\n",
            "source: chartmogul",
            // A variable that is set wherever tests run.
            "config: {api_key: '${PATH}', start_date: 2024-01-01T00:00:00Z}",
            "destination: postgresql://me@127.0.0.1:1/crm"));
    RunnerSupport flink = RunnerSupport.of("flink", settings, Map.of());
    try (Job job = JobFile.load(file, Map.of())) {
      return new Following(new Sync(job.syncJob(), flink, false, SyncListener.SILENT)).rehearse();
    }
  }

  @Test
  void bothPipelinesAreShownAndSendTheSameFiles() throws Exception {
    List<DryRun> runs = rehearse(Map.of("flink-master", CLUSTER));
    assertThat(runs).extracting(DryRun::isEndless).containsExactly(false, true);
    assertThat(runs.get(0).steps()).contains("ReadAndStage", "FinishStreams");
    assertThat(runs.get(1).steps()).contains("Groups", "SpreadGroups", "Follow");
    assertThat(runs.get(0).options()).doesNotContainKey("checkpointingInterval");
    assertThat(runs.get(1).options())
        .containsEntry("checkpointingInterval", "10000")
        .containsEntry("flinkMaster", CLUSTER);
    assertThat(runs.get(1).files()).isNotEmpty().isEqualTo(runs.get(0).files());
    assertThat(runs.get(1).files())
        .extracting(file -> file.getFileName().toString())
        .noneMatch(name -> name.startsWith("duckdb"))
        .anyMatch(name -> name.startsWith("postgresql"));
  }

  @Test
  void nobodyWouldLookAfterADetachedOne() {
    assertThatThrownBy(
            () -> rehearse(Map.of("flink-master", CLUSTER, RunnerSupport.DETACH, "true")))
        .hasMessageContaining("leave out --detach");
  }
}
