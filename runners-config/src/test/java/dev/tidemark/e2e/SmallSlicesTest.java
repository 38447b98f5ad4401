package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import dev.tidemark.destination.snowflake.FakeSnowflake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream of many small slices costs where it costs much to stage anything. */
class SmallSlicesTest {
  private static final int SLICES = 1_000;

  @TempDir Path folder;

  @Test
  void manySmallSlicesAreStagedTogether() throws Exception {
    try (SmallApi api = SmallApi.answering(path -> "[{\"n\":" + path.replaceAll("\\D", "") + "}]");
        FakeSnowflake snowflake = FakeSnowflake.start()) {
      snowflake.slow("COPY INTO", Duration.ofMillis(50));
      Tidemark tidemark =
          api.source(folder, stream())
              .into(snowflake.url(), Map.of("password", FakeSnowflake.PASSWORD));
      tidemark.sync().orThrow();
      assertThat(tidemark.dataset("items").count()).isEqualTo(SLICES);
      assertThat(api.asked()).hasSize(SLICES);
      long stages =
          snowflake.statements().stream().filter(sql -> sql.startsWith("COPY INTO")).count();
      assertThat(stages).isLessThanOrEqualTo(SLICES / 40);
    }
  }

  private static String stream() {
    String parts =
        IntStream.range(0, SLICES).mapToObj(String::valueOf).collect(Collectors.joining("', '"));
    return """
    primary_key: n
    retriever:
      type: SimpleRetriever
      requester: {url_base: BASE, path: "{{ stream_partition.part }}"}
      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
      partition_router: {type: ListPartitionRouter, cursor_field: part, values: ['PARTS']}
    """
        .replace("PARTS", parts);
  }
}
