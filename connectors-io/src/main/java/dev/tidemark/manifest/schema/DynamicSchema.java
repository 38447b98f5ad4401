package dev.tidemark.manifest.schema;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.retriever.EveryRecord;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.selection.RecordCondition;
import dev.tidemark.manifest.selection.RecordFilter;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A schema made of what the source says of its fields. */
final class DynamicSchema {
  private final Retriever retriever;
  private final List<Expression> fields;
  private final List<Expression> name;
  private final List<Expression> type;
  private final List<TypeMapping> mappings;
  private final RecordCondition filter;
  private final List<Transformation> transformations;

  /**
   * @param current what the source calls a type
   * @param schema that stands for it
   * @param condition for that to hold, on the field as the source describes it; null for always
   */
  private record TypeMapping(Object current, JsonObject schema, Expression condition) {
    static TypeMapping of(Component component) {
      if (!component.has("current_type")) {
        component.flaw("current_type", "is missing; a type as the source calls it is expected");
      }
      return new TypeMapping(
          component.raw("current_type"),
          FieldTypes.named(component, "target_type"),
          component.has("condition")
              ? component.expression("condition", Set.of("raw_schema"))
              : null);
    }
  }

  DynamicSchema(Component component, Function<Component, Retriever> retrievers) {
    retriever = retrievers.apply(component.child("retriever"));
    Component identifier = component.child("schema_type_identifier");
    fields = identifier.expressions("schema_pointer", Names.NONE);
    name = identifier.expressions("key_pointer", Names.NONE);
    if (name.isEmpty()) {
      identifier.flaw("key_pointer", "is missing; a list of keys is expected");
    }
    type = identifier.expressions("type_pointer", Names.NONE);
    mappings = identifier.children("types_mapping").stream().map(TypeMapping::of).toList();
    filter = component.optional("schema_filter").map(RecordFilter.REGISTRY::make).orElse(null);
    transformations = Transformation.REGISTRY.makeAll(component.children("schema_transformations"));
  }

  JsonObject read(Calls calls) {
    List<JsonObject> first = new ArrayList<>();
    EveryRecord.of(retriever)
        .visit(
            calls,
            (slice, record) -> {
              first.add(record);
              return false;
            });
    JsonObject properties = first.isEmpty() ? new JsonObject() : properties(first.get(0));
    JsonObject kept = filter == null ? properties : filtered(properties);
    Scope scope = Scope.of(Map.of("record", kept, "stream_slice", Map.of()));
    transformations.forEach(transformation -> transformation.apply(kept, scope));
    return JsonObject.of(
        "$schema",
        "https://json-schema.org/draft-07/schema#",
        "type",
        "object",
        "additionalProperties",
        true,
        "properties",
        kept);
  }

  private JsonObject properties(JsonObject record) {
    if (!(at(fields, record) instanceof List<?> descriptions)) {
      throw Problem.source(
          "the source describes its fields at "
              + texts(fields)
              + " by no list; there is "
              + record.names());
    }
    JsonObject properties = new JsonObject();
    for (Object description : descriptions) {
      if (!(at(name, description) instanceof String field)) {
        throw Problem.source("a field of the source has no name at " + texts(name));
      }
      properties.put(field, schema(description, field));
    }
    return properties;
  }

  private JsonObject schema(Object description, String field) {
    Object found = type.isEmpty() ? FieldPath.ABSENT : at(type, description);
    Object current = found == FieldPath.ABSENT ? "string" : found;
    Scope scope = Scope.of(Map.of("raw_schema", description));
    for (TypeMapping mapping : mappings) {
      if (mapping.current().equals(current)
          && (mapping.condition() == null || mapping.condition().holdsIn(scope))) {
        return mapping.schema().copy();
      }
    }
    JsonObject schema = FieldTypes.of(current);
    if (schema == null) {
      throw Problem.config(
          "the field '"
              + field
              + "' is of the type "
              + current
              + " in the source, which the types_mapping of its schema loader does not name");
    }
    return schema;
  }

  private JsonObject filtered(JsonObject properties) {
    JsonObject kept = new JsonObject();
    for (int i = 0; i < properties.size(); i++) {
      JsonObject property = JsonObject.of(properties.name(i), properties.value(i));
      if (filter.holds(property, Scope.of(Map.of("record", property)))) {
        kept.put(properties.name(i), properties.value(i));
      }
    }
    return kept;
  }

  private static Object at(List<Expression> pointer, Object root) {
    return new FieldPath(texts(pointer)).findOne(root);
  }

  private static List<String> texts(List<Expression> pointer) {
    return pointer.stream().map(key -> key.textIn(Expression.NOTHING)).toList();
  }
}
