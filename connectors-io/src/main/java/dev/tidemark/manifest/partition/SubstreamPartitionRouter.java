package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Memo;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** One part for each record of one or more parent streams, found page by page. */
final class SubstreamPartitionRouter implements PartitionRouter {
  private final List<ParentConfig> parents;
  private final Memo<StreamReader.Chunk> parentSlices = new Memo<>();

  SubstreamPartitionRouter(Component component, Function<Component, ParentStream> streams) {
    if (!component.has("parent_stream_configs")) {
      component.flaw("parent_stream_configs", "is missing; a list of parent streams is expected");
    }
    parents =
        Registry.<ParentConfig>of("a parent stream config")
            .with("ParentStreamConfig", config -> new ParentConfig(config, streams))
            .makeAll(component.children("parent_stream_configs"));
  }

  @Override
  public PartChunk parts(Object position, Instant now, Calls calls) {
    ParentPosition at = ParentPosition.of(position);
    ParentConfig parent = parents.get(at.parent());
    StreamReader.Chunk chunk =
        parentSlices.get(
            List.of(now, at.parent(), String.valueOf(at.chunk())),
            () -> parent.stream().slices(now, at.chunk(), calls));
    if (at.slice() >= chunk.slices().size()) {
      return new PartChunk(List.of(), afterSlices(at, chunk));
    }
    Slice slice = chunk.slices().get(at.slice());
    RecordBatch page = parent.stream().read(slice, at.page(), calls);
    JsonObject parentPartition = slice.partition().values();
    List<Part> parts =
        page.records().stream()
            .map(record -> parent.part(record, parentPartition))
            .filter(Objects::nonNull)
            .toList();
    return new PartChunk(parts, after(at, chunk, page.following()));
  }

  private Object after(ParentPosition at, StreamReader.Chunk chunk, PagePosition page) {
    if (page != null) {
      return at.atPage(page).json();
    }
    boolean hasSlices = at.slice() + 1 < chunk.slices().size();
    return hasSlices ? at.nextSlice().json() : afterSlices(at, chunk);
  }

  private Object afterSlices(ParentPosition at, StreamReader.Chunk chunk) {
    if (chunk.following() != null) {
      return at.atChunk(chunk.following()).json();
    }
    return at.parent() + 1 < parents.size() ? at.nextParent().json() : null;
  }

  @Override
  public RequestInputs inputs(JsonObject partition) {
    RequestInputs inputs = new RequestInputs();
    parents.forEach(parent -> parent.addTo(inputs, partition));
    return inputs;
  }

  @Override
  public boolean isListed() {
    return false;
  }

  @Override
  public Set<String> extraNames() {
    Set<String> names = new HashSet<>();
    parents.forEach(parent -> names.addAll(parent.extraNames()));
    return names;
  }
}
