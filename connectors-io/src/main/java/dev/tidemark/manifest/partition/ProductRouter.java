package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Memo;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each part of one router with each part of another, which goes round faster. */
final class ProductRouter implements PartitionRouter {
  private final PartitionRouter slow;
  private final PartitionRouter fast;
  private final Memo<PartChunk> slowChunks = new Memo<>();

  ProductRouter(PartitionRouter slow, PartitionRouter fast) {
    this.slow = slow;
    this.fast = fast;
  }

  /**
   * Where in the product.
   *
   * @param slow which chunk of the slow router
   * @param at which part in that chunk
   * @param fast which chunk of the fast router
   */
  private record Position(Object slow, int at, Object fast) {
    static Position of(Object json) {
      if (!(json instanceof JsonObject object)) {
        return new Position(null, 0, null);
      }
      return new Position(
          object.get("slow"), Math.toIntExact((Long) object.get("at")), object.get("fast"));
    }

    JsonObject json() {
      return JsonObject.of("slow", slow, "at", (long) at, "fast", fast);
    }
  }

  @Override
  public PartChunk parts(Object position, Span span, Calls calls) {
    Position at = Position.of(position);
    // Parents are read from their start: each part of one belongs with all parts of the other.
    Span all = span.from(Tidemark.NONE);
    PartChunk outer =
        slowChunks.get(
            List.of(all, String.valueOf(at.slow())), () -> slow.parts(at.slow(), all, calls));
    if (at.at() >= outer.parts().size()) {
      return new PartChunk(List.of(), after(outer));
    }
    return fast.isListed()
        ? new PartChunk(product(outer.parts(), all, calls), after(outer))
        : one(at, outer, all, calls);
  }

  private List<Part> product(List<Part> outer, Span span, Calls calls) {
    List<Part> inner = new ArrayList<>();
    Object position = null;
    do {
      PartChunk chunk = fast.parts(position, span, calls);
      inner.addAll(chunk.parts());
      position = chunk.following();
    } while (position != null);
    List<Part> all = new ArrayList<>(outer.size() * inner.size());
    outer.forEach(part -> inner.forEach(other -> all.add(part.and(other))));
    return all;
  }

  private PartChunk one(Position at, PartChunk outer, Span span, Calls calls) {
    Part part = outer.parts().get(at.at());
    PartChunk inner = fast.parts(at.fast(), span, calls);
    Object following =
        inner.following() != null
            ? new Position(at.slow(), at.at(), inner.following()).json()
            : at.at() + 1 < outer.parts().size()
                ? new Position(at.slow(), at.at() + 1, null).json()
                : after(outer);
    return new PartChunk(inner.parts().stream().map(part::and).toList(), following);
  }

  private static Object after(PartChunk outer) {
    return outer.following() == null ? null : new Position(outer.following(), 0, null).json();
  }

  @Override
  public RequestInputs inputs(JsonObject partition) {
    RequestInputs inputs = slow.inputs(partition);
    inputs.fill(fast.inputs(partition));
    return inputs;
  }

  @Override
  public boolean isListed() {
    return slow.isListed() && fast.isListed();
  }

  @Override
  public List<String> fields() {
    List<String> fields = new ArrayList<>(slow.fields());
    fields.addAll(fast.fields());
    return fields;
  }

  @Override
  public boolean hasRequestOptions() {
    return slow.hasRequestOptions() || fast.hasRequestOptions();
  }

  @Override
  public boolean isGrouping() {
    return slow.isGrouping() || fast.isGrouping();
  }

  @Override
  public List<ParentStream> parents() {
    List<ParentStream> parents = new ArrayList<>(slow.parents());
    parents.addAll(fast.parents());
    return parents;
  }

  @Override
  public Set<String> extraNames() {
    Set<String> names = new HashSet<>(slow.extraNames());
    names.addAll(fast.extraNames());
    return names;
  }
}
