package dev.tidemark.manifest.requester;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and values that may be templates, or one template that gives them all. */
public final class FlatMapping {
  private record Entry(Expression name, Value value) {}

  private interface Value {
    Object in(Scope scope, Set<ValueType> types);
  }

  private final Expression whole;
  private final List<Entry> entries;

  private FlatMapping(Expression whole, List<Entry> entries) {
    this.whole = whole;
    this.entries = entries;
  }

  /**
   * Compiles a field, which may be missing.
   *
   * @param names what its templates may use
   */
  public static FlatMapping compile(Component component, String field, Set<String> names) {
    Object raw = component.raw(field);
    if (raw instanceof String) {
      return new FlatMapping(component.expression(field, names), List.of());
    }
    List<Entry> entries = new ArrayList<>();
    if (raw instanceof Map<?, ?> map) {
      map.forEach((name, value) -> entries.add(entry(component, field, name, value, names)));
    } else if (raw != null) {
      component.flaw(field, "must be a map, or a template that gives one");
    }
    return new FlatMapping(null, List.copyOf(entries));
  }

  private static Entry entry(
      Component component, String field, Object name, Object value, Set<String> names) {
    String path = field + "." + name;
    Expression key = component.expression(path, name, names);
    if (value instanceof Map<?, ?> map) {
      if (!"QueryProperties".equals(map.get("type")) || !names.contains(Names.QUERY_PROPERTIES)) {
        component.flaw(path, "must be a text, not a map");
      }
      return new Entry(key, (scope, types) -> properties(scope));
    }
    Expression text = component.expression(path, value, names);
    return new Entry(key, text::orNullIn);
  }

  private static String properties(Scope scope) {
    List<?> names = (List<?>) scope.get(Names.QUERY_PROPERTIES);
    return names.stream().map(PythonText::str).collect(Collectors.joining(","));
  }

  /**
   * The values by name, less those that came out empty.
   *
   * @param types what values that templates gave may be beside texts; null for anything
   */
  public Map<String, Object> in(Scope scope, Set<ValueType> types) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (whole != null) {
      if (whole.orNullIn(scope) instanceof JsonObject object) {
        object.names().forEach(name -> put(values, name, object.get(name)));
      }
      return values;
    }
    for (Entry entry : entries) {
      put(values, entry.name().textIn(scope), entry.value().in(scope, types));
    }
    return values;
  }

  /** The values as texts. */
  public Map<String, String> textsIn(Scope scope) {
    Map<String, String> texts = new LinkedHashMap<>();
    in(scope, null).forEach((name, value) -> texts.put(name, PythonText.str(value)));
    return texts;
  }

  private static void put(Map<String, Object> values, String name, Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
