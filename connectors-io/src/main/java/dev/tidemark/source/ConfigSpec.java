package dev.tidemark.source;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The JSON Schema of a source's config: checks configs, knows which values are secret. */
public final class ConfigSpec {
  private final JsonObject schema;

  public ConfigSpec(JsonObject schema) {
    this.schema = schema;
  }

  public JsonObject schema() {
    return schema;
  }

  /** All that is wrong with a config; empty if nothing is. Values of secrets are not quoted. */
  public List<Fault> check(JsonObject config) {
    List<Fault> faults = new ArrayList<>();
    object(schema, config, "", faults);
    return faults;
  }

  /** Names of the top-level and nested fields whose values are secret, as {@code a.b} paths. */
  public Set<String> secrets() {
    Set<String> paths = new TreeSet<>();
    collectSecrets(schema, "", paths);
    return paths;
  }

  /**
   * Something wrong with a config.
   *
   * @param path field, as {@code a.b}; empty for the config as a whole
   * @param message what is wrong with it and what is allowed
   */
  public record Fault(String path, String message) {}

  private static void collectSecrets(JsonObject schema, String prefix, Set<String> paths) {
    JsonObject properties = schema.object("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      if (properties.value(i) instanceof JsonObject property) {
        String path = prefix + properties.name(i);
        if (Boolean.TRUE.equals(property.get("airbyte_secret"))) {
          paths.add(path);
        }
        collectSecrets(property, path + ".", paths);
      }
    }
    for (Object variant : schema.list("oneOf")) {
      if (variant instanceof JsonObject variantSchema) {
        collectSecrets(variantSchema, prefix, paths);
      }
    }
  }

  private static void object(JsonObject schema, JsonObject value, String path, List<Fault> faults) {
    for (Object required : schema.list("required")) {
      if (value.get(required.toString()) == null) {
        faults.add(new Fault(join(path, required.toString()), "is missing"));
      }
    }
    JsonObject properties = schema.object("properties");
    if (properties == null) {
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      String name = value.name(i);
      if (properties.get(name) instanceof JsonObject property) {
        value(property, value.value(i), join(path, name), faults);
      } else if (schema.list("oneOf").isEmpty()) {
        unknown(properties, name, path, faults);
      }
    }
  }

  private static void unknown(JsonObject properties, String name, String path, List<Fault> faults) {
    String known = String.join(", ", properties.names());
    String hint = Nearest.hint(name, properties.names());
    faults.add(new Fault(join(path, name), "is not known." + hint + " Known: " + known));
  }

  private static void value(JsonObject schema, Object value, String path, List<Fault> faults) {
    if (value == null) {
      return;
    }
    String wrongType = wrongType(schema, value);
    if (wrongType != null) {
      faults.add(new Fault(path, wrongType));
      return;
    }
    if (value instanceof JsonObject object) {
      nested(schema, object, path, faults);
    } else if (value instanceof String text) {
      text(schema, text, path, faults);
    } else if (value instanceof Number number) {
      number(schema, new BigDecimal(number.toString()), path, faults);
    }
    allowed(schema, value, path, faults);
  }

  private static void nested(JsonObject schema, JsonObject value, String path, List<Fault> faults) {
    List<Object> variants = schema.list("oneOf");
    if (variants.isEmpty()) {
      object(schema, value, path, faults);
      return;
    }
    for (Object variant : variants) {
      List<Fault> found = new ArrayList<>();
      object((JsonObject) variant, value, path, found);
      if (found.isEmpty()) {
        return;
      }
    }
    faults.add(new Fault(path, "fits none of its " + variants.size() + " forms"));
  }

  private static String wrongType(JsonObject schema, Object value) {
    Object declared = schema.get("type");
    if (declared == null) {
      return null;
    }
    List<String> types =
        declared instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(declared.toString());
    String actual = typeOf(value);
    boolean fits = types.contains(actual) || (actual.equals("integer") && types.contains("number"));
    return fits ? null : "must be " + String.join(" or ", types) + ", not " + actual;
  }

  private static String typeOf(Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof List<?>) {
      return "array";
    }
    if (value instanceof JsonObject) {
      return "object";
    }
    return value instanceof BigDecimal ? "number" : "integer";
  }

  private static void text(JsonObject schema, String text, String path, List<Fault> faults) {
    String pattern = schema.text("pattern", "");
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      String example = examples(schema);
      faults.add(new Fault(path, "must look like " + (example.isEmpty() ? pattern : example)));
      return;
    }
    try {
      switch (schema.text("format", "")) {
        case "date" -> LocalDate.parse(text);
        case "date-time" -> OffsetDateTime.parse(text);
        default -> {}
      }
    } catch (DateTimeParseException e) {
      faults.add(
          new Fault(
              path,
              "must be a "
                  + schema.text("format", "")
                  + ", as 2026-01-31"
                  + (schema.text("format", "").equals("date") ? "" : "T00:00:00Z")));
    }
  }

  private static String examples(JsonObject schema) {
    return schema.list("examples").isEmpty() ? "" : schema.list("examples").get(0).toString();
  }

  private static void number(
      JsonObject schema, BigDecimal number, String path, List<Fault> faults) {
    if (schema.get("minimum") instanceof Number least
        && number.compareTo(new BigDecimal(least.toString())) < 0) {
      faults.add(new Fault(path, "must be at least " + least));
    }
    if (schema.get("maximum") instanceof Number most
        && number.compareTo(new BigDecimal(most.toString())) > 0) {
      faults.add(new Fault(path, "must be at most " + most));
    }
  }

  private static void allowed(JsonObject schema, Object value, String path, List<Fault> faults) {
    List<Object> choices = schema.list("enum");
    if (!choices.isEmpty() && !choices.contains(value)) {
      List<String> names = choices.stream().map(String::valueOf).toList();
      faults.add(new Fault(path, "must be one of " + String.join(", ", names)));
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      faults.add(new Fault(path, "must be " + schema.get("const")));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
