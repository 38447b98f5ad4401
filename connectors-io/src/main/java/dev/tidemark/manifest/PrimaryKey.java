package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.transform.NestedKey;
import dev.tidemark.manifest.transform.Transformation;
import java.util.ArrayList;
import java.util.List;

/**
 * The primary key of a stream, in any of the three ways to write it.
 *
 * @param paths where its parts are in a record
 */
record PrimaryKey(List<List<String>> paths) {
  static PrimaryKey of(Component stream) {
    List<List<String>> paths = new ArrayList<>(stream.paths("primary_key"));
    paths.removeIf(path -> path.isEmpty() || path.equals(List.of("")));
    return new PrimaryKey(List.copyOf(paths));
  }

  /** Fields of the record that tell it from others. */
  List<String> fields() {
    return paths.stream().map(PrimaryKey::field).toList();
  }

  /** A part that lies inside an object has a field of its own, named after its path. */
  private static String field(List<String> path) {
    return String.join(".", path);
  }

  private List<List<String>> nested() {
    return paths.stream().filter(path -> path.size() > 1).toList();
  }

  /** Makes the fields that records do not have of themselves. */
  List<Transformation> transformations() {
    return nested().stream()
        .<Transformation>map(path -> new NestedKey(field(path), new FieldPath(path)))
        .toList();
  }

  /** A schema with the fields that records do not have of themselves. */
  JsonObject within(JsonObject schema) {
    if (nested().isEmpty() || schema.object("properties") == null) {
      return schema;
    }
    JsonObject whole = schema.copy();
    for (List<String> path : nested()) {
      whole.object("properties").put(field(path), at(path, schema));
    }
    return whole;
  }

  private static JsonObject at(List<String> path, JsonObject schema) {
    JsonObject found = schema;
    for (String key : path) {
      JsonObject properties = found.object("properties");
      JsonObject property = properties == null ? null : properties.object(key);
      if (property == null) {
        return new JsonObject();
      }
      found = property;
    }
    return found.copy();
  }
}
