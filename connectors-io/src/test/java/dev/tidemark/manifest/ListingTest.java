package dev.tidemark.manifest;

import static dev.tidemark.manifest.PartitionTest.NOW;
import static dev.tidemark.manifest.PartitionTest.parent;
import static dev.tidemark.manifest.PartitionTest.partitions;
import static dev.tidemark.manifest.PartitionTest.routed;
import static dev.tidemark.manifest.PartitionTest.substream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {
  private static final String PAGED_PARENTS =
      parent(
          "parents",
          ", paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption,"
              + " inject_into: request_parameter, field_name: page}, pagination_strategy: {type:"
              + " PageIncrement, page_size: 2}}");

  private static Stub.Given parentPage(Stub.Asked asked) {
    return Stub.json(
        switch (asked.query()) {
          case "" -> "[{\"id\":1},{\"id\":2}]";
          case "page=1" -> "[{\"id\":3},{\"id\":4}]";
          default -> "[{\"id\":5}]";
        });
  }

  @Test
  void eachChunkOfSlicesCostsOnePageOfParents() {
    try (Stub stub = Stub.answering(ListingTest::parentPage)) {
      StreamReader reader =
          Manifests.open(routed(substream("id", "p", PAGED_PARENTS, "")), stub).reader("items");
      StreamReader.Chunk first = reader.slices(Tidemark.NONE, NOW, null);
      assertThat(first.slices()).hasSize(2);
      assertThat(stub.requests()).hasSize(1);
      assertThat(reader.slices(Tidemark.NONE, NOW, first.following()).slices()).hasSize(2);
      assertThat(stub.queries()).containsExactly("", "page=1");
      assertThat(reader.stats().take().requests()).isEqualTo(2);
    }
  }

  @Test
  void listingGoesOnFromAnyChunkInAnotherReader() {
    String nested =
        parent(
            "tasks",
            ", partition_router: {type: SubstreamPartitionRouter, parent_stream_configs:"
                + " [{parent_key: id, partition_field: q, stream: "
                + PAGED_PARENTS
                + "}]}");
    String manifest =
        routed(
            "[{type: ListPartitionRouter, cursor_field: l, values: [1, 2]}, {type:"
                + " SubstreamPartitionRouter, parent_stream_configs: [{parent_key: id,"
                + " partition_field: p, stream: "
                + nested
                + "}]}]");
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/tasks")
                    ? Stub.json("[{\"id\":\"t\"}]")
                    : parentPage(asked))) {
      List<String> whole = partitions(manifest, stub);
      List<String> pieced = new ArrayList<>();
      String from = null;
      do {
        StreamReader fresh = Manifests.open(manifest, stub).reader("items");
        StreamReader.Chunk chunk = fresh.slices(Tidemark.NONE, NOW, from);
        chunk.slices().forEach(slice -> pieced.add(slice.partition().key()));
        from = chunk.following();
      } while (from != null);
      assertThat(whole).hasSize(10);
      assertThat(pieced).isEqualTo(whole);
    }
  }
}
