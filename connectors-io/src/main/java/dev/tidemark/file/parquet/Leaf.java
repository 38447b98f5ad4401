package dev.tidemark.file.parquet;

import dev.tidemark.json.JsonObject;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;

/**
 * What the values of a column of single values are.
 *
 * @param schema says so
 * @param ofInteger makes values of those that are stored as integers
 * @param ofBytes the same for bytes
 */
record Leaf(JsonObject schema, LongFunction<Object> ofInteger, Function<Binary, Object> ofBytes) {
  static Leaf integers(JsonObject schema, LongFunction<Object> values) {
    return new Leaf(schema, values, bytes -> null);
  }

  static Leaf bytes(JsonObject schema, Function<Binary, Object> values) {
    return new Leaf(schema, number -> null, values);
  }

  /** Of a type that stands for itself. */
  static Leaf plain(JsonObject schema) {
    return new Leaf(schema, number -> number, bytes -> null);
  }
}
