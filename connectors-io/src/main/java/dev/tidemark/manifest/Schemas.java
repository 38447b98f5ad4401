package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.util.List;

/** The JSON Schema of a stream; several loaders add their properties together. */
final class Schemas {
  private static final Registry<JsonObject> LOADERS =
      Registry.<JsonObject>of("a schema loader")
          .with("InlineSchemaLoader", component -> component.json("schema"))
          .withCustom("CustomSchemaLoader", JsonObject.class)
          .without("JsonFileSchemaLoader", "DynamicSchemaLoader");

  private Schemas() {}

  static JsonObject of(Component stream) {
    List<JsonObject> schemas = LOADERS.makeAll(stream.children("schema_loader"));
    if (schemas.isEmpty()) {
      return JsonObject.of("type", "object", "properties", new JsonObject());
    }
    JsonObject merged = schemas.get(0);
    for (JsonObject other : schemas.subList(1, schemas.size())) {
      addProperties(other, merged);
    }
    return merged;
  }

  /** Earlier ones win. */
  private static void addProperties(JsonObject from, JsonObject to) {
    JsonObject more = from.object("properties");
    if (more == null) {
      return;
    }
    if (to.object("properties") == null) {
      to.put("properties", new JsonObject());
    }
    JsonObject properties = to.object("properties");
    for (int i = 0; i < more.size(); i++) {
      if (!properties.has(more.name(i))) {
        properties.put(more.name(i), more.value(i));
      }
    }
  }
}
