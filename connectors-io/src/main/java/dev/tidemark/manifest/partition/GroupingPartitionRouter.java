package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one part of several that another router finds. */
final class GroupingPartitionRouter implements PartitionRouter {
  private static final String PARENT = "parent_slice";

  private final PartitionRouter underlying;
  private final int size;
  private final Repeats repeats;
  private final String path;

  private GroupingPartitionRouter(
      PartitionRouter underlying, int size, Repeats repeats, String path) {
    this.underlying = underlying;
    this.size = size;
    this.repeats = repeats;
    this.path = path;
  }

  static GroupingPartitionRouter compile(Component component, Registry<PartitionRouter> routers) {
    Component under = component.child("underlying_partition_router");
    PartitionRouter underlying = routers.make(under);
    long size = component.number("group_size", 0);
    if (size < 1 || size > Integer.MAX_VALUE) {
      component.flaw("group_size", "must be a number from 1 on");
    }
    if (underlying == null) {
      return null;
    }
    if (underlying.hasRequestOptions()) {
      under.flaw("can't add to requests, which are for a whole group; use a template instead");
    }
    boolean removesRepeats = !component.has("deduplicate") || component.flag("deduplicate");
    return new GroupingPartitionRouter(
        underlying, (int) size, removesRepeats ? new Repeats() : null, component.path());
  }

  /**
   * Where in the groups.
   *
   * @param under where the underlying router goes on
   * @param count how many parts it has given
   * @param rest the parts that no group has yet
   */
  private record Position(Object under, long count, List<Part> rest) {
    static Position of(Object json) {
      if (!(json instanceof JsonObject object)) {
        return new Position(null, 0, List.of());
      }
      List<Part> rest = new ArrayList<>();
      for (Object item : object.list("rest")) {
        JsonObject part = (JsonObject) item;
        rest.add(new Part(part.object("partition"), part.object("extra")));
      }
      return new Position(object.get("under"), (Long) object.get("count"), rest);
    }

    JsonObject json() {
      List<Object> parts = new ArrayList<>();
      for (Part part : rest) {
        parts.add(JsonObject.of("partition", part.partition(), "extra", part.extra()));
      }
      return JsonObject.of("under", under, "count", count, "rest", parts);
    }
  }

  @Override
  public PartChunk parts(Object position, Span span, Calls calls) {
    Position at = Position.of(position);
    PartChunk chunk = underlying.parts(at.under(), span, calls);
    List<Part> ungrouped = new ArrayList<>(at.rest());
    ungrouped.addAll(
        repeats == null
            ? chunk.parts()
            : repeats.without(chunk.parts(), this::value, span.today(), at.count()));
    List<Part> groups = new ArrayList<>();
    int from = 0;
    for (; ungrouped.size() - from >= size; from += size) {
      groups.add(group(ungrouped.subList(from, from + size)));
    }
    List<Part> rest = ungrouped.subList(from, ungrouped.size());
    if (chunk.following() != null) {
      Position next = new Position(chunk.following(), at.count() + chunk.parts().size(), rest);
      return new PartChunk(groups, next.json());
    }
    if (!rest.isEmpty()) {
      groups.add(group(rest));
    }
    return new PartChunk(groups, null, chunk.parents());
  }

  private Object value(Part part) {
    List<String> fields =
        part.partition().names().stream().filter(name -> !name.equals(PARENT)).toList();
    if (fields.size() != 1) {
      throw Problem.config(
          path + ": parts named by one field can be grouped, but one is named by " + fields);
    }
    return part.partition().get(fields.get(0));
  }

  private Part group(List<Part> parts) {
    parts.forEach(this::value);
    JsonObject partition = new JsonObject();
    for (String name : parts.get(0).partition().names()) {
      partition.put(name, collect(parts.stream().map(Part::partition).toList(), name));
    }
    List<JsonObject> extras = parts.stream().map(Part::extra).toList();
    Set<String> names = new LinkedHashSet<>();
    extras.forEach(extra -> names.addAll(extra.names()));
    JsonObject extra = new JsonObject();
    names.forEach(name -> extra.put(name, collect(extras, name)));
    return new Part(partition, extra);
  }

  private static List<Object> collect(List<JsonObject> objects, String name) {
    List<Object> values = new ArrayList<>();
    objects.forEach(object -> values.add(object.get(name)));
    return values;
  }

  @Override
  public boolean isListed() {
    return underlying.isListed();
  }

  @Override
  public List<String> fields() {
    return underlying.fields();
  }

  @Override
  public Set<String> extraNames() {
    return underlying.extraNames();
  }

  @Override
  public boolean isGrouping() {
    return true;
  }

  @Override
  public List<ParentStream> parents() {
    return underlying.parents();
  }

  @Override
  public Optional<List<ParentStream>> dependencies() {
    return underlying.dependencies();
  }
}
