package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a source says of one of its streams.
 *
 * @param name unique within the source
 * @param schemaText JSON Schema of a record, as text so that the value can travel to workers
 * @param primaryKey top-level fields that together name a record; empty where there is no key
 * @param cursorField top-level field that grows as records change, or null
 * @param deletion how a record says that it is gone, or null where none ever does
 * @param origin top-level field that names the part of the stream that a record came from, where
 *     such parts come in versions that never change: files; null where there are none. The
 *     partition of a slice holds its value under the same name
 * @param globalCursor whether progress is kept for the stream as a whole, however it is divided
 */
public record StreamSpec(
    String name,
    String schemaText,
    List<String> primaryKey,
    String cursorField,
    Deletion deletion,
    String origin,
    boolean globalCursor)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public StreamSpec {
    primaryKey = List.copyOf(primaryKey);
  }

  public static StreamSpec of(
      String name, JsonObject schema, List<String> primaryKey, String cursorField) {
    return new StreamSpec(name, schema.toString(), primaryKey, cursorField, null, null, false);
  }

  /** The same stream, whose records say so when they are gone. */
  public StreamSpec withDeletion(Deletion how) {
    return new StreamSpec(name, schemaText, primaryKey, cursorField, how, origin, globalCursor);
  }

  /** The same stream, whose records come from files or the like. */
  public StreamSpec withOrigin(String field) {
    return new StreamSpec(name, schemaText, primaryKey, cursorField, deletion, field, globalCursor);
  }

  /** The same stream, with one cursor for all of its parts. */
  public StreamSpec withGlobalCursor() {
    return new StreamSpec(name, schemaText, primaryKey, cursorField, deletion, origin, true);
  }

  /** The same stream with another JSON Schema. */
  public StreamSpec withSchema(JsonObject schema) {
    return new StreamSpec(
        name, schema.toString(), primaryKey, cursorField, deletion, origin, globalCursor);
  }

  /** The JSON Schema, parsed. */
  public JsonObject schema() {
    return Json.parseObject(schemaText);
  }

  public Optional<String> cursor() {
    return Optional.ofNullable(cursorField);
  }
}
