package dev.tidemark.manifest.requester;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What goes into a request beside its URL, collected from several places. Values are as templates
 * give them; they become text when the request is made. For one thread.
 */
public final class RequestInputs {
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Object> form = new LinkedHashMap<>();
  private JsonObject json = new JsonObject();
  private String text;

  public Map<String, Object> parameters() {
    return parameters;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Map<String, Object> form() {
    return form;
  }

  public JsonObject json() {
    return json;
  }

  /** A body that is sent as it is, or null. */
  public String text() {
    return text;
  }

  void json(JsonObject body) {
    json = body;
  }

  void text(String body) {
    text = body;
  }

  /** All values that are texts. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(headers.values());
    for (Map<String, Object> values : List.of(parameters, form)) {
      values.values().stream().map(String::valueOf).forEach(texts::add);
    }
    addTexts(json, texts);
    return texts;
  }

  private static void addTexts(JsonObject object, List<String> texts) {
    for (int i = 0; i < object.size(); i++) {
      if (object.value(i) instanceof JsonObject nested) {
        addTexts(nested, texts);
      } else if (object.value(i) instanceof String value) {
        texts.add(value);
      }
    }
  }

  /** Takes over what {@code other} has and this lacks. */
  public void fill(RequestInputs other) {
    other.parameters.forEach(parameters::putIfAbsent);
    other.headers.forEach(headers::putIfAbsent);
    other.form.forEach(form::putIfAbsent);
    for (String name : other.json.names()) {
      if (!json.has(name)) {
        json.put(name, other.json.get(name));
      }
    }
  }

  /**
   * Takes over all that {@code other} has.
   *
   * @param origin where it comes from, for messages
   * @throws Problem if something is in both: nothing in a manifest overrides silently
   */
  void merge(RequestInputs other, String origin) {
    merge("parameter", parameters, other.parameters, origin);
    merge("header", headers, other.headers, origin);
    merge("form field", form, other.form, origin);
    merge(json, other.json, origin);
    text = other.text == null ? text : other.text;
  }

  private static <T> void merge(
      String kind, Map<String, T> into, Map<String, T> from, String origin) {
    from.forEach(
        (name, value) -> {
          if (into.putIfAbsent(name, value) != null) {
            throw clash(kind, name, origin);
          }
        });
  }

  private static void merge(JsonObject into, JsonObject from, String origin) {
    for (int i = 0; i < from.size(); i++) {
      String name = from.name(i);
      Object value = from.value(i);
      if (into.object(name) != null && value instanceof JsonObject nested) {
        merge(into.object(name), nested, origin);
      } else if (into.has(name) && !Objects.equals(into.get(name), value)) {
        throw clash("body field", name, origin);
      } else {
        into.put(name, value);
      }
    }
  }

  private static Problem clash(String kind, String name, String origin) {
    return Problem.config(
        "the " + kind + " '" + name + "' is set by " + origin + " and elsewhere in the manifest");
  }
}
