package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.template.DateFormats;
import dev.tidemark.manifest.template.DatetimeFormat;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.Template;
import dev.tidemark.manifest.template.TemplateProblem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A config that a spec would accept, made up so that a manifest can be looked at without one. Each
 * value is what the spec proposes, else something that fits its type; dates are as the manifest's
 * cursors want them, and other texts are the names of their fields.
 */
final class PlaceholderConfig {
  /** Tried where a pattern says how a value must look: dates, and then others. */
  private static final List<String> DATES =
      List.of("T00:00:00Z", "", "T00:00:00.000Z", "T00:00:00", " 00:00:00");

  private static final List<String> OTHERS =
      List.of("https://example.com/", "https://example.com", "example.com", "1", "a");

  private static final Pattern FIRST_TAG = Pattern.compile("\\s*\\{\\{\\s*config[^}]*}}");

  /** Fields that say where what is read ends. */
  private static final Pattern END = Pattern.compile("(^|_)(end|until|to|max)(_|$)");

  private static final int MAX_DEPTH = 20;
  private static final int DAYS = 30;

  private final OffsetDateTime start;
  private final Map<String, DatetimeFormat> formats = new HashMap<>();
  private final Map<String, String> urls = new HashMap<>();

  /** Fields that list what streams are divided into. */
  private final Set<String> divisors = new HashSet<>();

  private PlaceholderConfig(OffsetDateTime start) {
    this.start = start;
  }

  /** A config for a manifest; what it takes for dates is some days ago. */
  static JsonObject of(Document document, Clock clock) {
    Component root = document.root(new JsonObject(), new Flaws());
    OffsetDateTime today = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.DAYS);
    PlaceholderConfig placeholders = new PlaceholderConfig(today.minusDays(DAYS));
    root.names().forEach(name -> placeholders.learn(root.raw(name), ""));
    return placeholders.object(Specs.of(root).schema(), 0);
  }

  /** Looks how the values of the config are used. */
  private void learn(Object part, Object format) {
    if (part instanceof List<?> list) {
      list.forEach(item -> learn(item, format));
    } else if (part instanceof Map<?, ?> map) {
      Object own = map.containsKey("datetime_format") ? map.get("datetime_format") : format;
      for (String field : List.of("datetime", "start_datetime", "end_datetime")) {
        learnFormat(map.get(field), own);
      }
      for (String field : List.of("url_base", "url", "token_refresh_endpoint")) {
        learnUrl(map.get(field));
      }
      divisors.addAll(fields(map.get("values")));
      map.values().forEach(value -> learn(value, own));
    }
  }

  /** In which format a cursor reads a date of the config. */
  private void learnFormat(Object template, Object format) {
    for (String field : fields(template)) {
      try {
        formats.putIfAbsent(field, DateFormats.compile(String.valueOf(format)));
      } catch (EvaluationProblem e) {
        // It comes to light where the stream is compiled.
        return;
      }
    }
  }

  /** What a URL begins with is one. */
  private void learnUrl(Object template) {
    Matcher first = FIRST_TAG.matcher(String.valueOf(template));
    if (first.lookingAt()) {
      boolean isApart = String.valueOf(template).startsWith("/", first.end());
      fields(first.group()).forEach(f -> urls.put(f, "https://example.com" + (isApart ? "" : "/")));
    }
  }

  /** The fields of the config that a template names. */
  private static List<String> fields(Object template) {
    if (!(template instanceof String text)) {
      return List.of();
    }
    try {
      return Template.compile(text).pathsOf("config").stream()
          .map(path -> String.valueOf(path.get(path.size() - 1)))
          .toList();
    } catch (TemplateProblem e) {
      return List.of();
    }
  }

  private JsonObject object(JsonObject schema, int depth) {
    return object(schema, depth, false);
  }

  /**
   * @param isEntry whether it is an entry of a list, and so all of it is data
   */
  private JsonObject object(JsonObject schema, int depth, boolean isEntry) {
    JsonObject values = new JsonObject();
    if (depth > MAX_DEPTH) {
      return values;
    }
    fields(schema, values, depth, isEntry);
    List<Object> forms = schema.list(schema.has("oneOf") ? "oneOf" : "anyOf");
    if (!forms.isEmpty() && forms.get(0) instanceof JsonObject form) {
      fields(form, values, depth, isEntry);
    }
    return values;
  }

  private void fields(JsonObject schema, JsonObject values, int depth, boolean isEntry) {
    JsonObject properties = schema.object("properties");
    List<Object> required = schema.list("required");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      String name = properties.name(i);
      if (properties.value(i) instanceof JsonObject property
          && (isEntry || required.contains(name) || !isBetterLeftOut(name, property))) {
        values.put(name, value(name, property, depth + 1));
      }
    }
  }

  /** What narrows down what is read, and what is no longer in use. */
  private boolean isBetterLeftOut(String name, JsonObject property) {
    if (Boolean.TRUE.equals(property.get("airbyte_hidden"))) {
      return true;
    }
    boolean isFilter = type(property).equals("array") && !divisors.contains(name);
    return END.matcher(name).find() || (isFilter && proposed(property) == null);
  }

  private Object value(String name, JsonObject schema, int depth) {
    Object proposed = proposed(schema);
    String type = type(schema);
    if (proposed != null) {
      return proposed;
    }
    return switch (type) {
      case "integer", "number" -> schema.get("minimum") instanceof Number least ? least : 1L;
      case "boolean" -> false;
      case "array" ->
          schema.get("items") instanceof JsonObject item
              ? List.of(entry(name, item, depth + 1))
              : List.of(name);
      case "string" -> text(name, schema);
      default -> object(schema, depth);
    };
  }

  private Object entry(String name, JsonObject schema, int depth) {
    boolean isPlain = proposed(schema) != null || !type(schema).equals("object");
    return isPlain ? value(name, schema, depth) : object(schema, depth, true);
  }

  private static Object proposed(JsonObject schema) {
    for (String keyword : List.of("const", "default")) {
      if (schema.get(keyword) != null) {
        return schema.get(keyword);
      }
    }
    List<Object> choices = schema.list("enum");
    return choices.isEmpty() ? null : choices.get(0);
  }

  private static String type(JsonObject schema) {
    Object type = schema.get("type");
    if (type instanceof List<?> union) {
      return union.stream()
          .map(String::valueOf)
          .filter(t -> !t.equals("null"))
          .findFirst()
          .orElse("");
    }
    boolean nested = schema.has("properties") || schema.has("oneOf") || schema.has("anyOf");
    return type == null ? (nested ? "object" : "string") : type.toString();
  }

  private String text(String name, JsonObject schema) {
    boolean isSecret = Boolean.TRUE.equals(schema.get("airbyte_secret"));
    if (isSecret && !schema.has("pattern") && !urls.containsKey(name)) {
      // It is masked in messages, so it should be nothing that else stands in them.
      return "made-up-" + name;
    }
    String pattern = schema.text("pattern", "");
    return Stream.of(known(name), dates(name, schema), examples(schema, pattern), OTHERS.stream())
        .flatMap(texts -> texts)
        .filter(text -> matches(pattern, text))
        .findFirst()
        .orElse(name.replace('_', '-'));
  }

  private Stream<String> known(String name) {
    return Stream.concat(
        Stream.ofNullable(formats.get(name)).map(format -> format.format(moment(name))),
        Stream.ofNullable(urls.get(name)));
  }

  private OffsetDateTime moment(String name) {
    return END.matcher(name).find() ? start.plusDays(DAYS) : start;
  }

  /** Dates where one is expected; a plain text, where nothing says how it must look. */
  private Stream<String> dates(String name, JsonObject schema) {
    String day = moment(name).toLocalDate().toString();
    return switch (schema.text("format", "")) {
      case "date" -> Stream.of(day);
      case "date-time" -> Stream.of(day + "T00:00:00Z");
      default ->
          schema.has("pattern")
              ? DATES.stream().map(rest -> day + rest)
              : Stream.of(
                  name.toLowerCase(Locale.ROOT).contains("timezone")
                      ? "UTC"
                      : name.replace('_', '-'));
    };
  }

  /** What a spec gives as examples shows what it must look like only where a pattern says so. */
  private static Stream<String> examples(JsonObject schema, String pattern) {
    return pattern.isEmpty() ? Stream.of() : schema.list("examples").stream().map(String::valueOf);
  }

  /** A pattern that was written for Python, and that Java does not understand, allows all. */
  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }
}
