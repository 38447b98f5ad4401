package dev.tidemark.file;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the options of a format, and says what is wrong with them and where they stand. */
public final class Options {
  private final String path;
  private final JsonObject values;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param path where they stand in the config, such as {@code streams[0].format}
   */
  public Options(String path, JsonObject values) {
    this.path = path;
    this.values = values;
  }

  /** The text of an option that may be absent; an empty one counts. */
  public Optional<String> text(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof String)) {
      throw wrong(name, "must be text");
    }
    return Optional.ofNullable((String) value);
  }

  public String text(String name, String fallback) {
    return text(name).orElse(fallback);
  }

  /** One of a few texts. */
  public String choice(String name, List<String> choices) {
    String value = text(name, choices.get(0));
    if (!choices.contains(value)) {
      String allowed = "must be one of " + String.join(", ", choices);
      throw wrong(name, allowed + ", not '" + value + "'." + Nearest.hint(value, choices));
    }
    return value;
  }

  public boolean flag(String name, boolean fallback) {
    Object value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "must be true or false");
  }

  /** A number from zero on. */
  public int count(String name, int fallback) {
    Object value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw wrong(name, "must be a whole number, 0 or more");
  }

  /** A list of texts, or nothing where it is absent. */
  public Optional<List<String>> texts(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of(value)) {
      if (!(item instanceof String text)) {
        throw wrong(name, "must be a list of texts");
      }
      texts.add(text);
    }
    return Optional.of(List.copyOf(texts));
  }

  /** Options within an option; none where it is absent. */
  public Options options(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof JsonObject)) {
      throw wrong(name, "must be an object");
    }
    return new Options(path + "." + name, value == null ? new JsonObject() : (JsonObject) value);
  }

  /** Refuses whatever has not been asked for. */
  public void refuseOthers() {
    for (String name : values.names()) {
      if (!known.contains(name)) {
        String others = " Known: " + String.join(", ", known) + ".";
        throw wrong(name, "is not known." + Nearest.hint(name, known) + others);
      }
    }
  }

  public Problem wrong(String name, String what) {
    return Problem.config(path + "." + name + " " + what);
  }

  private Object value(String name) {
    known.add(name);
    return values.get(name);
  }
}
