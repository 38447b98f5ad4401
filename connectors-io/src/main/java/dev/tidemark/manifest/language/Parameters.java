package dev.tidemark.manifest.language;

import dev.tidemark.manifest.template.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in the types that follow from where a component stands, and hands {@code $parameters} down
 * to it from the components around it.
 */
final class Parameters {
  static final String KEY = "$parameters";

  /** Parts that components only refer to; references are resolved by now. */
  private static final List<String> UNUSED = List.of("definitions", "schemas", "metadata");

  private final Places places;
  private final boolean outerWins;

  /**
   * @param outerWins whether a parameter from around a component holds where the component has one
   *     of that name itself
   */
  Parameters(Places places, boolean outerWins) {
    this.places = places;
    this.outerWins = outerWins;
  }

  /** Hands down what components of a part of a manifest have, once that part has been changed. */
  Map<String, Object> handDownAgain(Map<String, Object> part) {
    return component("", part, Map.of());
  }

  Map<String, Object> handDown(Map<String, Object> root) {
    Map<String, Object> used = new LinkedHashMap<>(root);
    places.copy(root, used);
    used.keySet().removeAll(UNUSED);
    return component("", used, Map.of());
  }

  private Map<String, Object> component(
      String position, Map<String, Object> given, Map<String, Object> inherited) {
    if (given == Component.NONE) {
      return given;
    }
    Map<String, Object> fields = new LinkedHashMap<>(given);
    places.copy(given, fields);
    String implied =
        fields.containsKey("class_name")
            ? ImplicitTypes.custom(position)
            : ImplicitTypes.of(position);
    if (!fields.containsKey("type") && implied != null) {
      fields.put("type", implied);
    }
    if (isJsonSchema(fields)) {
      return given;
    }
    return fields.containsKey("type")
        ? typed(fields, inherited)
        : untyped(position, fields, inherited);
  }

  /** A map of components, such as the authenticators to select from. */
  private Map<String, Object> untyped(
      String position, Map<String, Object> fields, Map<String, Object> inherited) {
    fields.replaceAll(
        (name, value) -> {
          Map<String, Object> child = asMap(value);
          return child != null && child.containsKey("type")
              ? component(position, child, inherited)
              : value;
        });
    return fields;
  }

  private Map<String, Object> typed(Map<String, Object> fields, Map<String, Object> inherited) {
    Map<String, Object> own = asMap(fields.remove(KEY));
    Map<String, Object> given = own == null ? Map.of() : own;
    Map<String, Object> parameters = new LinkedHashMap<>(outerWins ? given : inherited);
    parameters.putAll(outerWins ? inherited : given);
    parameters.forEach(
        (name, value) -> {
          if (!Truth.of(fields.get(name))) {
            fields.put(name, value);
          }
        });
    String type = String.valueOf(fields.get("type"));
    fields.replaceAll((name, value) -> field(type + "." + name, value, without(parameters, name)));
    if (!parameters.isEmpty()) {
      fields.put(KEY, parameters);
    }
    return fields;
  }

  private Object field(String position, Object value, Map<String, Object> parameters) {
    Map<String, Object> map = asMap(value);
    if (map != null) {
      return component(position, map, parameters);
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<Object> items = new ArrayList<>(list.size());
    for (Object item : list) {
      Map<String, Object> child = asMap(item);
      items.add(child == null ? item : component(position, child, parameters));
    }
    places.copy(list, items);
    return items;
  }

  /** A parameter is not visible below the field of its own name. */
  private static Map<String, Object> without(Map<String, Object> parameters, String name) {
    if (!parameters.containsKey(name)) {
      return parameters;
    }
    Map<String, Object> rest = new LinkedHashMap<>(parameters);
    rest.remove(name);
    return rest;
  }

  /** Another order of the union is not recognised, in the reference either. */
  private static boolean isJsonSchema(Map<String, Object> fields) {
    Object type = fields.get("type");
    return "object".equals(type) || List.of("null", "object").equals(type);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }
}
