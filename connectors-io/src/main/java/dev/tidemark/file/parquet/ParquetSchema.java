package dev.tidemark.file.parquet;

import dev.tidemark.file.value.Types;
import dev.tidemark.json.JsonObject;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** JSON Schema of what a file holds. */
final class ParquetSchema {
  private ParquetSchema() {}

  static JsonObject of(GroupType record, Leaves leaves) {
    JsonObject properties = new JsonObject();
    for (Type field : record.getFields()) {
      JsonObject type = single(field, leaves);
      boolean repeats = field.isRepetition(Type.Repetition.REPEATED);
      properties.put(field.getName(), repeats ? Types.array(type) : type);
    }
    return Types.record(properties);
  }

  private static JsonObject single(Type type, Leaves leaves) {
    if (type.isPrimitive()) {
      return leaves.of(type.asPrimitiveType()).schema();
    }
    GroupType group = type.asGroupType();
    if (Nesting.isList(group)) {
      Type repeated = group.getType(0);
      Type item = Nesting.wrapsItems(group) ? repeated.asGroupType().getType(0) : repeated;
      return Types.array(single(item, leaves));
    }
    if (Nesting.isMap(group)) {
      return Types.map(single(group.getType(0).asGroupType().getType(1), leaves));
    }
    return of(group, leaves);
  }
}
