package dev.tidemark.manifest.template;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Templates evaluated on a config, at one fixed moment, their values as JSON text for tables. */
final class Evaluated {
  static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-02-29T10:20:30.123456Z"), ZoneOffset.UTC);

  private static final String CONFIG =
      """
      {"a": 1, "name": "Ann", "tags": ["x", "y", "z"], "empty": "", "none": null, "yes": true,
       "no": false, "pi": 3.5, "list": [3, 1, 2], "items": 5, "_id": "uid", "deep": {"k": {"z": [1]}},
       "people": [{"n": "b", "v": 2, "k": {"d": 1}}, {"n": "A", "v": 1}, {"n": "c", "v": 3}]}
      """;

  private Evaluated() {}

  static Scope scope(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Scope.of(values).at(CLOCK);
  }

  /** A scope with a fresh config of many types. */
  static Scope config() {
    return scope("config", Json.parse(CONFIG));
  }

  static Scope record(String json) {
    return scope("record", Json.parse(json));
  }

  static Object value(String template, Scope scope) {
    return Template.compile(template).evaluate(scope);
  }

  /** The value on the config as JSON text. */
  static String json(String template) {
    return Json.write(value(template, config()));
  }

  static JsonObject object(String json) {
    return Json.parseObject(json);
  }
}
