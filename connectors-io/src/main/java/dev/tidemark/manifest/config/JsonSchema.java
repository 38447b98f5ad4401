package dev.tidemark.manifest.config;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Checks values against a JSON Schema (draft 7; formats are not looked at, references stay within
 * the schema). Unlike the check of a config against its spec it takes the schema at its word. Safe
 * for any number of threads.
 */
final class JsonSchema {
  private static final int MAX_DEPTH = 100;

  private final JsonObject root;

  JsonSchema(JsonObject root) {
    this.root = root;
  }

  /** What is wrong with a value; empty if nothing is. */
  List<String> faults(Object value) {
    List<String> faults = new ArrayList<>();
    check(root, value, "", 0, faults);
    return faults;
  }

  private void check(Object schema, Object value, String path, int depth, List<String> faults) {
    if (Boolean.FALSE.equals(schema)) {
      faults.add(at(path) + "is not allowed");
    }
    if (!(schema instanceof JsonObject object)) {
      return;
    }
    if (depth > MAX_DEPTH) {
      faults.add(at(path) + "is nested too deep to be checked");
      return;
    }
    if (object.has("$ref")) {
      check(referred(object.text("$ref", "")), value, path, depth + 1, faults);
      return;
    }
    ValueRules.check(object, value).forEach(fault -> faults.add(at(path) + fault));
    combined(object, value, path, depth, faults);
    if (value instanceof JsonObject fields) {
      fields(object, fields, path, depth, faults);
    } else if (value instanceof List<?> items) {
      items(object, items, path, depth, faults);
    }
  }

  private boolean fits(Object schema, Object value, int depth) {
    List<String> faults = new ArrayList<>();
    check(schema, value, "", depth + 1, faults);
    return faults.isEmpty();
  }

  private void combined(
      JsonObject schema, Object value, String path, int depth, List<String> faults) {
    schema.list("allOf").forEach(part -> check(part, value, path, depth + 1, faults));
    List<Object> any = schema.list("anyOf");
    if (!any.isEmpty() && any.stream().noneMatch(part -> fits(part, value, depth))) {
      faults.add(at(path) + "fits none of " + any.size() + " schemas");
    }
    List<Object> one = schema.list("oneOf");
    long fitting = one.stream().filter(part -> fits(part, value, depth)).count();
    if (!one.isEmpty() && fitting != 1) {
      faults.add(at(path) + "fits " + fitting + " of " + one.size() + " schemas, not one");
    }
    if (schema.has("not") && fits(schema.get("not"), value, depth)) {
      faults.add(at(path) + "fits the schema that it must not fit");
    }
    if (schema.has("if")) {
      String branch = fits(schema.get("if"), value, depth) ? "then" : "else";
      check(schema.get(branch), value, path, depth + 1, faults);
    }
  }

  private void fields(
      JsonObject schema, JsonObject value, String path, int depth, List<String> faults) {
    JsonObject patterns = orEmpty(schema.object("patternProperties"));
    JsonObject properties = orEmpty(schema.object("properties"));
    for (int i = 0; i < value.size(); i++) {
      String name = value.name(i);
      String within = path.isEmpty() ? name : path + "." + name;
      Object field = value.value(i);
      boolean isNamed = properties.has(name);
      check(properties.get(name), field, within, depth + 1, faults);
      for (String pattern : patterns.names()) {
        if (ValueRules.matches(pattern, name)) {
          isNamed = true;
          check(patterns.get(pattern), field, within, depth + 1, faults);
        }
      }
      if (!isNamed) {
        check(schema.get("additionalProperties"), field, within, depth + 1, faults);
      }
      check(schema.get("propertyNames"), name, within, depth + 1, faults);
    }
    JsonObject dependencies = orEmpty(schema.object("dependencies"));
    forEach(dependencies, (name, needed) -> dependency(name, needed, value, path, depth, faults));
  }

  private void dependency(
      String name, Object needed, JsonObject value, String path, int depth, List<String> faults) {
    if (!value.has(name)) {
      return;
    }
    if (needed instanceof List<?> names) {
      for (Object other : names) {
        if (!value.has(String.valueOf(other))) {
          faults.add(at(path) + "has '" + name + "', but not '" + other + "'");
        }
      }
    } else {
      check(needed, value, path, depth + 1, faults);
    }
  }

  private void items(
      JsonObject schema, List<?> items, String path, int depth, List<String> faults) {
    Object each = schema.get("items");
    for (int i = 0; i < items.size(); i++) {
      Object own = each;
      if (each instanceof List<?> byPosition) {
        own = i < byPosition.size() ? byPosition.get(i) : schema.get("additionalItems");
      }
      check(own, items.get(i), path + "[" + i + "]", depth + 1, faults);
    }
    if (schema.has("contains")
        && items.stream().noneMatch(item -> fits(schema.get("contains"), item, depth))) {
      faults.add(at(path) + "has no item of the kind it must have");
    }
  }

  /** What a reference within the schema points to; nothing is wrong with what it does not find. */
  private Object referred(String reference) {
    Object found = root;
    for (String part : reference.replaceFirst("^#/?", "").split("/")) {
      String key = part.replace("~1", "/").replace("~0", "~");
      if (!key.isEmpty()) {
        found = found instanceof JsonObject object ? object.get(key) : null;
      }
    }
    return found;
  }

  private static void forEach(JsonObject object, BiConsumer<String, Object> visitor) {
    for (int i = 0; i < object.size(); i++) {
      visitor.accept(object.name(i), object.value(i));
    }
  }

  private static JsonObject orEmpty(JsonObject object) {
    return object == null ? JsonObject.copyOf(Map.of()) : object;
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : path + " ";
  }
}
