package dev.tidemark.manifest.partition;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.util.List;
import java.util.function.Function;

/** The partition routers that a manifest may name. */
public final class Routers {
  /** Leaves a stream in one part. */
  public static final PartitionRouter NONE = new Undivided();

  private Routers() {}

  /**
   * What divides the stream that a retriever reads.
   *
   * @param streams compiles parent streams
   */
  public static PartitionRouter compile(
      Component retriever, Function<Component, ParentStream> streams) {
    Registry<PartitionRouter> registry = registry(streams);
    List<PartitionRouter> routers = registry.makeAll(retriever.children("partition_router"));
    return routers.stream().reduce(ProductRouter::new).orElse(NONE);
  }

  private static Registry<PartitionRouter> registry(Function<Component, ParentStream> streams) {
    Registry<PartitionRouter> registry = Registry.of("a partition router");
    return registry
        .with("ListPartitionRouter", ListPartitionRouter::new)
        .with("SubstreamPartitionRouter", c -> new SubstreamPartitionRouter(c, streams))
        .with("GroupingPartitionRouter", c -> GroupingPartitionRouter.compile(c, registry))
        .with("UnionPartitionRouter", c -> UnionPartitionRouter.compile(c, registry))
        .withCustom("CustomPartitionRouter", PartitionRouter.class);
  }
}
