package dev.tidemark.config;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import dev.tidemark.shape.TimeText;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The JSON Schema of a source's config: checks configs, knows which values are secret. */
public final class ConfigSpec {
  private final JsonObject schema;
  private final JsonObject about;

  public ConfigSpec(JsonObject schema) {
    this(schema, new JsonObject());
  }

  /**
   * @param about what else the source says of its config
   */
  public ConfigSpec(JsonObject schema, JsonObject about) {
    this.schema = schema;
    this.about = about;
  }

  public JsonObject schema() {
    return schema;
  }

  /**
   * What the source says of its config beside the schema: {@code documentation_url}, and {@code
   * advanced_auth}, how some of its values can be had by a consent in the browser. That is up to
   * whoever makes the config.
   */
  public JsonObject about() {
    return about;
  }

  /** All that is wrong with a config; empty if nothing is. Values of secrets are not quoted. */
  public List<Fault> check(JsonObject config) {
    List<Fault> faults = new ArrayList<>();
    object(schema, config, "", faults);
    return faults;
  }

  /**
   * Names of the top-level and nested fields whose values are secret, as {@code a.b} paths. Items
   * of a list have the path of the list.
   */
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
  public record Fault(String path, String message) {
    public String inWords() {
      return path + " " + message;
    }
  }

  private static void collectSecrets(JsonObject schema, String path, Set<String> paths) {
    if (Boolean.TRUE.equals(schema.get("airbyte_secret"))) {
      paths.add(path);
    }
    JsonObject properties = schema.object("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      if (properties.value(i) instanceof JsonObject property) {
        collectSecrets(property, join(path, properties.name(i)), paths);
      }
    }
    if (schema.get("items") instanceof JsonObject items) {
      collectSecrets(items, path, paths);
    }
    for (String union : List.of("oneOf", "anyOf", "allOf")) {
      for (Object variant : schema.list(union)) {
        if (variant instanceof JsonObject variantSchema) {
          collectSecrets(variantSchema, path, paths);
        }
      }
    }
  }

  private static void object(JsonObject schema, JsonObject value, String path, List<Fault> faults) {
    if (schema.list("oneOf").isEmpty()) {
      fields(schema, value, path, faults);
    } else {
      forms(schema, value, path, faults);
    }
  }

  /** Faults against the form that was meant, if that can be told, else one against all of them. */
  private static void forms(JsonObject schema, JsonObject value, String path, List<Fault> faults) {
    List<JsonObject> meant = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (Object item : schema.list("oneOf")) {
      JsonObject form = withCommon(schema, (JsonObject) item);
      List<Fault> found = new ArrayList<>();
      fields(form, value, path, found);
      if (found.isEmpty()) {
        return;
      }
      titles.add(form.text("title", "form " + (titles.size() + 1)));
      if (isMeant(form, value)) {
        meant.add(form);
      }
    }
    if (meant.size() == 1) {
      fields(meant.get(0), value, path, faults);
    } else {
      String all = String.join(", ", titles);
      faults.add(new Fault(path, "fits none of its " + titles.size() + " forms: " + all));
    }
  }

  /** The form with the fields that all forms have. */
  private static JsonObject withCommon(JsonObject schema, JsonObject form) {
    JsonObject both = form.copy();
    JsonObject properties = new JsonObject();
    for (JsonObject part : List.of(schema, form)) {
      JsonObject own = part.object("properties");
      for (int i = 0; own != null && i < own.size(); i++) {
        properties.put(own.name(i), own.value(i));
      }
    }
    List<Object> required = new ArrayList<>(schema.list("required"));
    required.addAll(form.list("required"));
    if (schema.has("additionalProperties") && !form.has("additionalProperties")) {
      both.put("additionalProperties", schema.get("additionalProperties"));
    }
    return both.put("properties", properties).put("required", required);
  }

  /** Whether the value names the form by its constants. */
  private static boolean isMeant(JsonObject form, JsonObject value) {
    JsonObject properties = form.object("properties");
    boolean named = false;
    for (int i = 0; i < properties.size(); i++) {
      if (properties.value(i) instanceof JsonObject property && property.has("const")) {
        if (!Objects.equals(property.get("const"), value.get(properties.name(i)))) {
          return false;
        }
        named = true;
      }
    }
    return named;
  }

  private static void fields(JsonObject schema, JsonObject value, String path, List<Fault> faults) {
    for (Object required : schema.list("required")) {
      if (value.get(required.toString()) == null) {
        faults.add(new Fault(join(path, required.toString()), "is missing"));
      }
    }
    JsonObject properties = schema.object("properties");
    JsonObject others = schema.object("additionalProperties");
    for (int i = 0; i < value.size(); i++) {
      String name = value.name(i);
      Object property =
          properties == null ? others : properties.has(name) ? properties.get(name) : others;
      if (property instanceof JsonObject propertySchema) {
        value(propertySchema, value.value(i), join(path, name), faults);
      } else if (properties != null && !properties.has(name)) {
        unknown(schema, name, path, faults);
      }
    }
  }

  /**
   * Where a schema allows other fields too, it is only doubted that one was meant to be another.
   */
  private static void unknown(JsonObject schema, String name, String path, List<Fault> faults) {
    JsonObject properties = schema.object("properties");
    String known = String.join(", ", properties.names());
    String hint = Nearest.hint(name, properties.names());
    if (Boolean.TRUE.equals(schema.get("additionalProperties")) && hint.isEmpty()) {
      return;
    }
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
      object(schema, object, path, faults);
    } else if (value instanceof List<?> list) {
      items(schema, list, path, faults);
    } else if (value instanceof String text) {
      text(schema, text, path, faults);
    } else if (value instanceof Number number) {
      number(schema, new BigDecimal(number.toString()), path, faults);
    }
    allowed(schema, value, path, faults);
  }

  private static void items(JsonObject schema, List<?> list, String path, List<Fault> faults) {
    if (schema.get("items") instanceof JsonObject itemSchema) {
      list.forEach(item -> value(itemSchema, item, path, faults));
    }
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
    boolean fraction =
        value instanceof BigDecimal number && number.stripTrailingZeros().scale() > 0;
    return fraction ? "number" : "integer";
  }

  private static void text(JsonObject schema, String text, String path, List<Fault> faults) {
    String pattern = schema.text("pattern", "");
    if (!pattern.isEmpty() && !matches(pattern, text)) {
      String example = examples(schema);
      faults.add(new Fault(path, "must look like " + (example.isEmpty() ? pattern : example)));
      return;
    }
    String format = schema.text("format", "");
    if (format.equals("date") && !isDate(text)) {
      faults.add(new Fault(path, "must be a date, as 2026-01-31"));
    }
    if (format.equals("date-time") && !isDateTime(text, pattern)) {
      faults.add(new Fault(path, "must be a date-time, as 2026-01-31T00:00:00Z"));
    }
  }

  /** A pattern that Java does not understand, because it was written for Python, allows all. */
  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private static boolean isDate(String text) {
    TimeText time = new TimeText();
    return time.parse(text) && !time.hasTime();
  }

  /** Where a pattern says how it is to be written, it may be without time or zone. */
  private static boolean isDateTime(String text, String pattern) {
    try {
      return !pattern.isEmpty() ? new TimeText().parse(text) : OffsetDateTime.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
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
    if (schema.has("const") && !Objects.equals(schema.get("const"), value)) {
      faults.add(new Fault(path, "must be " + schema.get("const")));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
