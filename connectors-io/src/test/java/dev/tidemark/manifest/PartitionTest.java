package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartitionTest {
  static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  static List<String> partitions(String manifest, Stub stub) {
    return partitions(manifest, stub, "{}");
  }

  static List<String> partitions(String manifest, Stub stub, String config) {
    StreamReader reader = Manifests.open(manifest, stub, config).reader("items");
    return Readings.slices(reader, Tidemark.NONE, NOW).stream()
        .map(slice -> slice.partition().key())
        .toList();
  }

  static String routed(String routers) {
    return Manifests.retriever("partition_router:\n" + routers.indent(2));
  }

  /** A parent stream whose records are at its own name. */
  static String parent(String name, String more) {
    return "{name: %s, retriever: {requester: {url_base: \"https://api.example.com\", path: \"%s\"}, record_selector: {extractor: {field_path: []}}%s}}"
        .formatted(name, name, more);
  }

  static String substream(String key, String field, String parent, String more) {
    return """
    type: SubstreamPartitionRouter
    parent_stream_configs:
      - parent_key: %s
        partition_field: %s
        stream: %s
    """
            .formatted(key, field, parent)
        + more.indent(4);
  }

  @Test
  void severalParentsFollowOneAnother() {
    String router =
        """
        type: SubstreamPartitionRouter
        parent_stream_configs:
          - {parent_key: id, partition_field: a, stream: %s}
          - {parent_key: id, partition_field: b, stream: %s}
        """
            .formatted(parent("as", ""), parent("bs", ""));
    try (Stub stub = Stub.inTurn("[{\"id\":1}]", "[{\"id\":2}]")) {
      assertThat(partitions(routed(router), stub))
          .containsExactly("{\"a\":1,\"parent_slice\":{}}", "{\"b\":2,\"parent_slice\":{}}");
    }
  }

  @Test
  void theFirstRoutersValueWinsWhereNamesClash() {
    String one =
        "{type: SubstreamPartitionRouter, parent_stream_configs: [{parent_key: id, partition_field:"
            + " p, stream: "
            + parent("parents", "")
            + "}]}";
    String two = "{type: ListPartitionRouter, cursor_field: p, values: [9]}";
    try (Stub stub = Stub.inTurn("[{\"id\":1}]")) {
      assertThat(partitions(routed("[" + one + ", " + two + "]"), stub))
          .containsExactly("{\"p\":1,\"parent_slice\":{}}");
    }
  }

  @Test
  void slicesOfAStreamWithoutPartsAreOne() {
    try (Stub stub = Stub.inTurn("{}")) {
      StreamReader reader = Manifests.open(Manifests.retriever(""), stub).reader("items");
      assertThat(Readings.slices(reader, Tidemark.NONE, NOW)).containsExactly(Slice.whole("items"));
    }
  }
}
