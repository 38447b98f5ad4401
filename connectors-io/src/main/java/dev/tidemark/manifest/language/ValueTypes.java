package dev.tidemark.manifest.language;

import dev.tidemark.manifest.template.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The type that a component says its value has. */
public final class ValueTypes {
  private static final Map<String, ValueType> TYPES =
      Map.of(
          "string", ValueType.STRING,
          "integer", ValueType.INTEGER,
          "number", ValueType.NUMBER,
          "boolean", ValueType.BOOLEAN);

  private ValueTypes() {}

  /** What the field {@code value_type} names; null, that is any, where it is absent. */
  public static Set<ValueType> of(Component component) {
    if (!component.has("value_type")) {
      return null;
    }
    String type = component.choice("value_type", List.copyOf(TYPES.keySet()), null);
    return TYPES.containsKey(type) ? Set.of(TYPES.get(type)) : null;
  }
}
