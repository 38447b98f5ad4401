package dev.tidemark.source.convex;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deployment as a source: a stream for each table. */
final class ConvexSource implements Source {
  private final Deployment deployment;

  /** As they were when they were last asked for. */
  private volatile Map<String, StreamSpec> known = Map.of();

  ConvexSource(Deployment deployment) {
    this.deployment = deployment;
  }

  @Override
  public List<StreamSpec> streams() {
    return streams(deployment);
  }

  private List<StreamSpec> streams(Deployment asked) {
    Map<String, StreamSpec> specs = new LinkedHashMap<>();
    asked.schemas().forEach((table, told) -> specs.put(table.stream(), spec(table, told)));
    known = specs;
    return List.copyOf(specs.values());
  }

  private StreamSpec spec(TableName table, JsonObject told) {
    JsonObject schema = Documents.schema(told, deployment.format());
    return StreamSpec.of(table.stream(), schema, List.of(Documents.ID), Documents.TIME)
        .withDeletion(Documents.DELETION);
  }

  @Override
  public StreamSpec stream(String name) {
    StreamSpec spec = known.get(name);
    return spec == null ? Source.named(name, streams()) : spec;
  }

  @Override
  public void check() {
    streams(deployment.impatient());
  }

  @Override
  public StreamReader reader(String stream) {
    return new TableReader(this, stream, deployment.counted());
  }

  @Override
  public AutoCloseable join(int readers) {
    return deployment.account().join(readers);
  }

  /**
   * All tables share one slice. The deployment reads one snapshot at a time, and tells what changed
   * in a single log.
   */
  @Override
  public Optional<Slice> shared(Map<String, Tidemark> starts) {
    List<String> streams = new ArrayList<>(starts.keySet());
    JsonObject from = new JsonObject();
    starts.forEach(
        (stream, tidemark) ->
            tidemark.of(Partition.WHOLE).ifPresent(mark -> from.put(stream, mark.value())));
    return streams.isEmpty()
        ? Optional.empty()
        : Optional.of(Slice.shared(streams, TableReader.extra(from)));
  }
}
