package dev.tidemark.manifest.selection;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON Schema of a stream's records. Some sources tell it only when they are asked. Safe for
 * any number of threads.
 */
public final class RecordSchema {
  private final Function<Calls, JsonObject> source;
  private JsonObject known;

  private RecordSchema(JsonObject known, Function<Calls, JsonObject> source) {
    this.known = known;
    this.source = source;
  }

  /** One that the manifest tells. */
  public static RecordSchema of(JsonObject schema) {
    return new RecordSchema(schema, null);
  }

  /** One that the source tells; it is asked once, unless it fails to answer. */
  public static RecordSchema asked(Function<Calls, JsonObject> source) {
    return new RecordSchema(null, source);
  }

  /** The schema, if it is known without asking. */
  public Optional<JsonObject> known() {
    return source == null ? Optional.of(known) : Optional.empty();
  }

  /** The schema; nobody may change it. */
  public synchronized JsonObject in(Calls calls) {
    if (known == null) {
      known = source.apply(calls);
    }
    return known;
  }
}
