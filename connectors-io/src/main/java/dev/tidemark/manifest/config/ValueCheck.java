package dev.tidemark.manifest.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.util.List;

/** Says what is wrong with a value of a config. Safe for any number of threads. */
public interface ValueCheck {
  Registry<ValueCheck> REGISTRY =
      Registry.<ValueCheck>of("a check of a value")
          .with("ValidateAdheresToSchema", ValueCheck::bySchema)
          .withCustom("CustomValidationStrategy", ValueCheck.class);

  /** What is wrong with it; empty if nothing is. */
  List<String> faults(Object value);

  private static ValueCheck bySchema(Component component) {
    JsonSchema schema = new JsonSchema(schema(component));
    return value -> {
      if (!(value instanceof String text)) {
        return schema.faults(value);
      }
      try {
        return schema.faults(Json.parse(text.getBytes(UTF_8)));
      } catch (JsonSyntax e) {
        return List.of("must be JSON, but is not: " + e.getMessage());
      }
    };
  }

  private static JsonObject schema(Component component) {
    if (!component.has("base_schema")) {
      component.flaw("base_schema", "is missing; a JSON Schema is expected");
    }
    if (!(component.raw("base_schema") instanceof String text)) {
      return component.json("base_schema");
    }
    try {
      return Json.parse(text.getBytes(UTF_8)) instanceof JsonObject schema
          ? schema
          : new JsonObject();
    } catch (JsonSyntax e) {
      component.flaw("base_schema", "is not JSON: " + e.getMessage());
      return new JsonObject();
    }
  }
}
