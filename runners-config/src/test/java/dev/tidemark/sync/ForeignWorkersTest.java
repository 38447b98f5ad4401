package dev.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process alone can do is refused to runners with workers elsewhere. */
final class ForeignWorkersTest {
  private static final String OAUTH =
      """
      authenticator:
        type: OAuthAuthenticator
        token_refresh_endpoint: https://auth.example.com/token
        refresh_token_updater: {}
      """;

  @TempDir private Path folder;

  /** A runner with workers on other machines; it is not asked to run anything here. */
  private static final class Cluster implements RunnerSupport {
    @Override
    public String name() {
      return "cluster";
    }

    @Override
    public RunnerSupport with(Map<String, String> settings, Map<String, String> options) {
      return this;
    }

    @Override
    public boolean isDistributed() {
      return true;
    }

    @Override
    public PipelineOptions options(int concurrency) {
      throw new AssertionError("it must not come to this");
    }
  }

  private void sync(String authenticator) throws Exception {
    String manifest =
        """
        version: 6.0.0
        check: {type: CheckStream, stream_names: [items]}
        streams:
          - type: DeclarativeStream
            name: items
            retriever:
              type: SimpleRetriever
              record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
              requester:
                type: HttpRequester
                url_base: https://api.example.com
        """;
    Files.writeString(folder.resolve("api.yaml"), manifest + authenticator.indent(8));
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        "source: api.yaml\nconfig: {}\ndestination: duckdb:" + folder.resolve("out.duckdb") + "\n");
    try (Job job = JobFile.load(file, Map.of())) {
      new Sync(job.syncJob(), new Cluster(), false, SyncListener.SILENT).run();
    }
  }

  @Test
  void aFileThatOneProcessHasOpen() {
    assertThatThrownBy(() -> sync(""))
        .hasMessageContaining("can be open in one process only, so the workers of cluster");
  }

  @Test
  void aRefreshTokenThatCanBeUsedOnce() {
    assertThatThrownBy(() -> sync(OAUTH))
        .hasMessageContaining("a refresh token of")
        .hasMessageContaining("can be used once")
        .hasMessageContaining("choose --runner direct");
  }
}
