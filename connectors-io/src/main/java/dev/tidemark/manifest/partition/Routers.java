package dev.tidemark.manifest.partition;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.util.List;
import java.util.function.Function;

/** The partition routers that a manifest may name. */
public final class Routers {
  private Routers() {}

  /**
   * What divides the stream that a retriever reads.
   *
   * @param streams compiles parent streams
   */
  public static PartitionRouter compile(
      Component retriever, Function<Component, ParentStream> streams) {
    Registry<PartitionRouter> registry =
        Registry.<PartitionRouter>of("a partition router")
            .with("ListPartitionRouter", ListPartitionRouter::new)
            .with("SubstreamPartitionRouter", c -> new SubstreamPartitionRouter(c, streams))
            .withCustom("CustomPartitionRouter", PartitionRouter.class)
            .without("GroupingPartitionRouter", "UnionPartitionRouter");
    List<PartitionRouter> routers = registry.makeAll(retriever.children("partition_router"));
    return routers.stream().reduce(ProductRouter::new).orElse(PartitionRouter.NONE);
  }
}
