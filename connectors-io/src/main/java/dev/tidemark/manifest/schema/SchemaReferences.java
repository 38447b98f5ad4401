package dev.tidemark.manifest.schema;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Puts in place of each {@code $ref} of a schema file what it points to, in it or in another one.
 */
final class SchemaReferences {
  private static final String DEFINITIONS = "definitions";

  private final Map<String, String> files;
  private final Deque<String> underWay = new ArrayDeque<>();

  SchemaReferences(Map<String, String> files) {
    this.files = files;
  }

  JsonObject resolve(String path, JsonObject schema) throws JsonSyntax {
    return schema(schema, path, schema);
  }

  private JsonObject schema(JsonObject schema, String path, JsonObject root) throws JsonSyntax {
    if (schema.get("$ref") instanceof String reference) {
      return target(reference, path, root);
    }
    JsonObject resolved = new JsonObject();
    for (int i = 0; i < schema.size(); i++) {
      if (!schema.name(i).equals(DEFINITIONS)) {
        resolved.put(schema.name(i), value(schema.value(i), path, root));
      }
    }
    return resolved;
  }

  private Object value(Object value, String path, JsonObject root) throws JsonSyntax {
    if (value instanceof JsonObject object) {
      return schema(object, path, root);
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<Object> items = new ArrayList<>(list.size());
    for (Object item : list) {
      items.add(value(item, path, root));
    }
    return items;
  }

  /** A schema that says nothing where the reference leads nowhere, or back to itself. */
  private JsonObject target(String reference, String path, JsonObject root) throws JsonSyntax {
    int hash = reference.indexOf('#');
    String file = hash < 0 ? reference : reference.substring(0, hash);
    String place = hash < 0 ? "" : reference.substring(hash + 1);
    String target = file.isEmpty() ? path : find(file, path);
    if (target == null || underWay.contains(target + "#" + place)) {
      return new JsonObject();
    }
    JsonObject other = file.isEmpty() ? root : SchemaFile.parse(files.get(target));
    underWay.push(target + "#" + place);
    JsonObject resolved =
        at(place, other) instanceof JsonObject found
            ? schema(found, target, other)
            : new JsonObject();
    underWay.pop();
    return resolved;
  }

  /** Shared schemas have a folder of their own; others lie beside the one that refers to them. */
  private String find(String file, String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    for (String candidate : List.of("schemas/shared/" + file, folder + file, "schemas/" + file)) {
      if (files.containsKey(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static Object at(String place, JsonObject root) {
    Object found = root;
    for (String part : place.split("/")) {
      if (!part.isEmpty()) {
        found = found instanceof JsonObject object ? object.get(part) : null;
      }
    }
    return found;
  }
}
