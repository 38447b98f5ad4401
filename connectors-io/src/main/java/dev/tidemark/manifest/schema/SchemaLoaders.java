package dev.tidemark.manifest.schema;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.selection.RecordSchema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The schema loaders that a manifest may name. */
public final class SchemaLoaders {
  private SchemaLoaders() {}

  /**
   * The schema of a stream; several loaders add their properties together. A stream without any has
   * that of the file named after it, else one that says nothing.
   *
   * @param retrievers compiles what reads schemas from the source
   */
  public static RecordSchema compile(Component stream, Function<Component, Retriever> retrievers) {
    Registry<RecordSchema> registry =
        Registry.<RecordSchema>of("a schema loader")
            .with("InlineSchemaLoader", c -> RecordSchema.of(c.json("schema")))
            .with("JsonFileSchemaLoader", c -> RecordSchema.of(SchemaFile.of(c)))
            .with(
                "DynamicSchemaLoader",
                c -> RecordSchema.asked(new DynamicSchema(c, retrievers)::read))
            .withCustom(
                "CustomSchemaLoader", JsonObject.class, (c, schema) -> RecordSchema.of(schema));
    List<RecordSchema> schemas = registry.makeAll(stream.children("schema_loader"));
    if (schemas.isEmpty()) {
      return RecordSchema.of(SchemaFile.byName(stream));
    }
    List<JsonObject> known =
        schemas.stream().map(RecordSchema::known).flatMap(Optional::stream).toList();
    return known.size() == schemas.size()
        ? RecordSchema.of(merged(known))
        : RecordSchema.asked(calls -> merged(asked(schemas, calls)));
  }

  private static List<JsonObject> asked(List<RecordSchema> schemas, Calls calls) {
    return schemas.stream().map(schema -> schema.in(calls)).toList();
  }

  private static JsonObject merged(List<JsonObject> schemas) {
    JsonObject merged = schemas.get(0).copy();
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
