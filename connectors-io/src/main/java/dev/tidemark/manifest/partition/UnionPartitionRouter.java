package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of several routers one after another, each value of their common field once. */
final class UnionPartitionRouter implements PartitionRouter {
  private final List<PartitionRouter> routers;
  private final String field;
  private final String path;
  private final Repeats repeats = new Repeats();

  private UnionPartitionRouter(List<PartitionRouter> routers, String field, String path) {
    this.routers = routers;
    this.field = field;
    this.path = path;
  }

  static UnionPartitionRouter compile(Component component, Registry<PartitionRouter> routers) {
    String field = component.evaluated("partition_field");
    List<Component> children = component.children("partition_routers");
    if (children.size() < 2) {
      component.flaw("partition_routers", "must be a list of two routers or more");
    }
    List<PartitionRouter> made = new ArrayList<>();
    for (Component child : children) {
      PartitionRouter router = routers.make(child);
      if (router != null) {
        check(router, child, field);
        made.add(router);
      }
    }
    return new UnionPartitionRouter(List.copyOf(made), field, component.path());
  }

  private static void check(PartitionRouter router, Component component, String field) {
    if (router.hasRequestOptions()) {
      component.flaw("can't add to requests within a union; use a template instead");
    }
    for (String own : router.fields()) {
      if (!own.equals(field)) {
        component.flaw("names its parts by '" + own + "', and the union by '" + field + "'");
      }
    }
  }

  /**
   * Where in the union.
   *
   * @param router which router
   * @param within where that one goes on
   * @param count how many parts have come before
   * @param read tidemarks of the parents of the routers before
   */
  private record Position(int router, Object within, long count, Map<String, Tidemark> read) {
    static Position of(Object json) {
      if (!(json instanceof JsonObject object)) {
        return new Position(0, null, 0, Map.of());
      }
      JsonObject tidemarks = object.object("read");
      Map<String, Tidemark> read = new LinkedHashMap<>();
      tidemarks.names().forEach(name -> read.put(name, Tidemark.of(tidemarks.object(name))));
      return new Position(
          Math.toIntExact((Long) object.get("router")),
          object.get("within"),
          (Long) object.get("count"),
          read);
    }

    JsonObject json() {
      JsonObject tidemarks = new JsonObject();
      read.forEach((name, tidemark) -> tidemarks.put(name, tidemark.toJson()));
      return JsonObject.of(
          "router", (long) router, "within", within, "count", count, "read", tidemarks);
    }
  }

  @Override
  public PartChunk parts(Object position, Span span, Calls calls) {
    Position at = Position.of(position);
    PartChunk chunk = routers.get(at.router()).parts(at.within(), span, calls);
    List<Part> parts =
        repeats.without(chunk.parts(), this::value, span.today(), at.count()).stream()
            .map(this::normalised)
            .toList();
    long count = at.count() + chunk.parts().size();
    if (chunk.following() != null) {
      Position next = new Position(at.router(), chunk.following(), count, at.read());
      return new PartChunk(parts, next.json());
    }
    Map<String, Tidemark> read = new LinkedHashMap<>(at.read());
    read.putAll(chunk.parents());
    return at.router() + 1 < routers.size()
        ? new PartChunk(parts, new Position(at.router() + 1, null, count, read).json())
        : new PartChunk(parts, null, read);
  }

  private Object value(Part part) {
    if (!part.partition().has(field)) {
      throw Problem.config(path + ": a part has no '" + field + "': " + part.partition());
    }
    return part.partition().get(field);
  }

  /** Named by the common field alone, so that it is the same wherever it came from. */
  private Part normalised(Part part) {
    JsonObject extra = part.extra().copy();
    for (String name : part.partition().names()) {
      if (!name.equals(field)) {
        extra.put(name, part.partition().get(name));
      }
    }
    return new Part(JsonObject.of(field, part.partition().get(field)), extra);
  }

  @Override
  public boolean isListed() {
    return routers.stream().allMatch(PartitionRouter::isListed);
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public Set<String> extraNames() {
    Set<String> names = new HashSet<>();
    routers.forEach(router -> names.addAll(router.extraNames()));
    if (!parents().isEmpty()) {
      names.add("parent_slice");
    }
    return names;
  }

  @Override
  public List<ParentStream> parents() {
    return routers.stream().flatMap(router -> router.parents().stream()).toList();
  }

  @Override
  public Optional<List<ParentStream>> dependencies() {
    return Optional.of(
        routers.stream()
            .flatMap(router -> router.dependencies().stream().flatMap(List::stream))
            .toList());
  }
}
