package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.template.Scope;

/**
 * Puts a part of the primary key that lies inside an object beside it, so that rows can be told
 * apart by a column.
 *
 * @param name of the field that it is put into
 * @param path where it lies
 */
public record NestedKey(String name, FieldPath path) implements Transformation {
  @Override
  public void apply(JsonObject record, Scope scope) {
    Object value = path.find(record);
    record.put(name, value == FieldPath.ABSENT ? null : value);
  }
}
