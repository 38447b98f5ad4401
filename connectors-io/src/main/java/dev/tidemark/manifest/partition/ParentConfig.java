package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.manifest.template.Truth;
import java.util.ArrayList;
import java.util.List;
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

  ParentConfig(Component component, Function<Component, ParentStream> streams) {
    if (component.has("lazy_read_pointer") && !component.items("lazy_read_pointer").isEmpty()) {
      component.flaw("lazy_read_pointer", "is not supported yet");
    }
    stream = streams.apply(component.child("stream"));
    String path = component.evaluated("parent_key").replaceFirst("^/+", "");
    key = new FieldPath(List.of(path.split("/")));
    field = component.evaluated("partition_field");
    option = component.optional("request_option").map(RequestOption::compile).orElse(null);
    extraFields = extraFields(component);
  }

  private static List<FieldPath> extraFields(Component component) {
    List<FieldPath> paths = new ArrayList<>();
    for (List<String> path : component.paths("extra_fields")) {
      paths.add(
          new FieldPath(path.stream().map(s -> component.evaluated("extra_fields", s)).toList()));
    }
    return paths;
  }

  ParentStream stream() {
    return stream;
  }

  Set<String> extraNames() {
    return extraFields.stream().map(ParentConfig::name).collect(Collectors.toSet());
  }

  private static String name(FieldPath path) {
    return String.join(".", path.segments());
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
    return new Part(JsonObject.of(field, value, "parent_slice", parentPartition), extra);
  }

  void addTo(RequestInputs inputs, JsonObject partition) {
    Object value = partition.get(field);
    if (option != null && Truth.of(value)) {
      option.set(value, inputs);
    }
  }
}
