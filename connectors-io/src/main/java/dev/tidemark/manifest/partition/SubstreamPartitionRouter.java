package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Memo;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  public PartChunk parts(Object position, Span span, Calls calls) {
    ParentPosition at = ParentPosition.of(position);
    ParentConfig parent = parents.get(at.parent());
    Span all = parent.span(span);
    StreamReader.Chunk chunk =
        parentSlices.get(
            List.of(all, at.parent(), String.valueOf(at.chunk())),
            () -> parent.stream().slices(all, at.chunk(), calls));
    if (at.slice() >= chunk.slices().size()) {
      return afterSlices(List.of(), at, chunk, span, calls);
    }
    Slice slice = chunk.slices().get(at.slice());
    RecordBatch page = parent.stream().read(slice, at.page(), calls.forParents(span.today()));
    JsonObject parentPartition = slice.partition().values();
    List<Part> parts =
        page.records().stream()
            .map(record -> parent.part(record, parentPartition))
            .filter(Objects::nonNull)
            .toList();
    ParentPosition seen = parent.isDependency() ? at.seen(page.latest()) : at;
    if (page.following() != null) {
      return new PartChunk(parts, seen.atPage(page.following()).json());
    }
    return at.slice() + 1 < chunk.slices().size()
        ? new PartChunk(parts, seen.nextSlice().json())
        : afterSlices(parts, seen, chunk, span, calls);
  }

  private PartChunk afterSlices(
      List<Part> parts, ParentPosition at, StreamReader.Chunk chunk, Span span, Calls calls) {
    if (chunk.following() != null) {
      return new PartChunk(parts, at.atChunk(chunk.following()).json());
    }
    Map<String, Tidemark> read = new LinkedHashMap<>(at.read());
    ParentConfig parent = parents.get(at.parent());
    if (parent.isDependency()) {
      Tidemark reached = parent.reached(span, at.newest(), chunk.parents(), calls.now());
      read.put(parent.stream().name(), reached);
    }
    return at.parent() + 1 < parents.size()
        ? new PartChunk(parts, at.nextParent(read).json())
        : new PartChunk(parts, null, read);
  }

  @Override
  public RequestInputs inputs(JsonObject partition) {
    RequestInputs inputs = new RequestInputs();
    parents.forEach(parent -> parent.addTo(inputs, partition));
    return inputs;
  }

  @Override
  public List<String> fields() {
    return parents.stream().map(ParentConfig::field).toList();
  }

  @Override
  public Set<String> extraNames() {
    Set<String> names = new HashSet<>();
    parents.forEach(parent -> names.addAll(parent.extraNames()));
    return names;
  }

  @Override
  public boolean hasRequestOptions() {
    return parents.stream().anyMatch(ParentConfig::hasRequestOption);
  }

  @Override
  public boolean bringsFirstPage() {
    return parents.stream().anyMatch(ParentConfig::bringsFirstPage);
  }

  @Override
  public List<ParentStream> parents() {
    return parents.stream().map(ParentConfig::stream).filter(Objects::nonNull).toList();
  }

  @Override
  public Optional<List<ParentStream>> dependencies() {
    return Optional.of(
        parents.stream()
            .filter(ParentConfig::isDependency)
            .map(ParentConfig::stream)
            .filter(Objects::nonNull)
            .toList());
  }
}
