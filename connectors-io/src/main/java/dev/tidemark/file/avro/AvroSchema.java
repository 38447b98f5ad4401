package dev.tidemark.file.avro;

import dev.tidemark.file.schema.Schemas;
import dev.tidemark.file.value.Types;
import dev.tidemark.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** JSON Schema of what a file holds. A type within itself is an object of which no more is said. */
final class AvroSchema {
  private final AvroLeaves leaves;
  private final Set<String> around = new HashSet<>();

  AvroSchema(AvroLeaves leaves) {
    this.leaves = leaves;
  }

  JsonObject of(Schema type) {
    return switch (type.getType()) {
      case RECORD -> record(type);
      case ARRAY -> Types.array(of(type.getElementType()));
      case MAP -> Types.map(of(type.getValueType()));
      case UNION -> union(type.getTypes());
      default -> leaves.of(type, type.getName()).schema();
    };
  }

  private JsonObject record(Schema type) {
    if (!around.add(type.getFullName())) {
      return Types.of("object");
    }
    JsonObject properties = new JsonObject();
    type.getFields().forEach(field -> properties.put(field.name(), of(field.schema())));
    around.remove(type.getFullName());
    return Types.record(properties);
  }

  /** What holds values of all branches but null. */
  private JsonObject union(List<Schema> branches) {
    return branches.stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .map(this::of)
        .reduce(Schemas::union)
        .orElse(Types.of("null"));
  }
}
