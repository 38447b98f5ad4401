package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the records of one parent stream become parts of a stream. */
final class ParentConfig {
  private final ParentStream stream;
  private final FieldPath key;
  private final String field;
  private final RequestOption option;
  private final List<FieldPath> extraFields;
  private final FieldPath firstPage;
  private final boolean isDependency;

  ParentConfig(Component component, Function<Component, ParentStream> streams) {
    stream = streams.apply(component.child("stream"));
    String path = component.evaluated("parent_key").replaceFirst("^/+", "");
    key = new FieldPath(List.of(path.split("/")));
    field = component.evaluated("partition_field");
    option = component.optional("request_option").map(RequestOption::compile).orElse(null);
    extraFields = extraFields(component);
    firstPage = firstPage(component);
    isDependency = component.flag("incremental_dependency");
  }

  private static List<FieldPath> extraFields(Component component) {
    List<FieldPath> paths = new ArrayList<>();
    for (List<String> path : component.paths("extra_fields")) {
      paths.add(
          new FieldPath(path.stream().map(s -> component.evaluated("extra_fields", s)).toList()));
    }
    return paths;
  }

  private static FieldPath firstPage(Component component) {
    List<String> segments =
        component.expressions("lazy_read_pointer", Names.NONE).stream()
            .map(segment -> segment.textIn(Expression.NOTHING))
            .toList();
    if (segments.stream().anyMatch(segment -> segment.contains("*"))) {
      component.flaw("lazy_read_pointer", "must lead to one place; '*' is not allowed in it");
    }
    return segments.isEmpty() ? null : new FieldPath(segments);
  }

  ParentStream stream() {
    return stream;
  }

  String field() {
    return field;
  }

  boolean hasRequestOption() {
    return option != null;
  }

  boolean bringsFirstPage() {
    return firstPage != null;
  }

  /** Whether the parent is read from its own tidemark on, not from its start. */
  boolean isDependency() {
    return isDependency;
  }

  Set<String> extraNames() {
    return extraFields.stream().map(ParentConfig::name).collect(Collectors.toSet());
  }

  private static String name(FieldPath path) {
    return String.join(".", path.segments());
  }

  /** What is to be read of the parent for what is to be read of the stream that it divides. */
  Span span(Span child) {
    return new Span(
        isDependency ? known(child.tidemark()) : Tidemark.NONE, child.today(), child.today());
  }

  /** Where nothing is known of the parent it has come as far as the child. */
  private Tidemark known(Tidemark child) {
    Tidemark own = child.parents().get(stream.name());
    if (own != null) {
      return own;
    }
    return child.cursor() == null ? Tidemark.NONE : Tidemark.at(child.cursor());
  }

  /**
   * The parent's tidemark when all of it has been read.
   *
   * @param child what is to be read of the stream that it divides
   * @param newest greatest cursor seen, or null
   * @param parents tidemarks of the parent's own parents
   */
  Tidemark reached(Span child, CursorMark newest, Map<String, Tidemark> parents, Instant now) {
    Tidemark before = known(child.tidemark());
    Tidemark after = before;
    if (newest != null) {
      // One cursor serves all parts of the parent, for each of them has been read.
      long seconds = Duration.between(child.today(), now).plusNanos(999_999_999).toSeconds();
      after =
          Tidemark.at(CursorMark.later(before.cursor(), newest)).withLookback(Math.max(0, seconds));
    }
    return after.withParents(parents.isEmpty() ? before.parents() : parents);
  }

  /** The part that a parent record makes, or null where the record lacks the key. */
  Part part(JsonObject record, JsonObject parentPartition) {
    Object value = key.find(record);
    if (value == FieldPath.ABSENT) {
      return null;
    }
    JsonObject extra = new JsonObject();
    for (FieldPath path : extraFields) {
      Object found = path.find(record);
      extra.put(name(path), found == FieldPath.ABSENT ? null : found);
    }
    JsonObject partition = JsonObject.of(field, value, "parent_slice", parentPartition);
    return new Part(partition, extra, firstPage(record));
  }

  private Object firstPage(JsonObject record) {
    if (firstPage == null) {
      return Part.NOT_BROUGHT;
    }
    Object found = firstPage.find(record);
    return found == FieldPath.ABSENT ? List.of() : found;
  }

  void addTo(RequestInputs inputs, JsonObject partition) {
    Object value = partition.get(field);
    if (option != null && Truth.of(value)) {
      option.set(value, inputs);
    }
  }
}
