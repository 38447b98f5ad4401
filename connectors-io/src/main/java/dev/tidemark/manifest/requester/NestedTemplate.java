package dev.tidemark.manifest.requester;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.template.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tree of maps, lists and values in which every text may be a template. */
public final class NestedTemplate {
  private record Entry(Expression name, Object value) {}

  private record Fields(List<Entry> entries) {}

  private final Object tree;

  private NestedTemplate(Object tree) {
    this.tree = tree;
  }

  /**
   * Compiles a field, which may be missing.
   *
   * @param names what its templates may use
   */
  public static NestedTemplate compile(Component component, String field, Set<String> names) {
    return new NestedTemplate(compile(component, field, component.raw(field), names));
  }

  private static Object compile(Component component, String path, Object value, Set<String> names) {
    if (value instanceof Map<?, ?> map) {
      List<Entry> entries = new ArrayList<>();
      map.forEach(
          (name, child) -> {
            String childPath = path + "." + name;
            entries.add(
                new Entry(
                    component.expression(childPath, name, names),
                    compile(component, childPath, child, names)));
          });
      return new Fields(entries);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (Object item : list) {
        items.add(compile(component, path + "[" + items.size() + "]", item, names));
      }
      return items;
    }
    return component.expression(path, value, names);
  }

  /** The tree evaluated: what came out empty is left out of maps and null in lists. */
  public Object in(Scope scope) {
    return value(tree, scope);
  }

  private static Object value(Object node, Scope scope) {
    if (node instanceof Fields fields) {
      return object(fields, scope);
    }
    if (node instanceof List<?> list) {
      List<Object> items = new ArrayList<>(list.size());
      list.forEach(item -> items.add(value(item, scope)));
      return items;
    }
    return ((Expression) node).orNullIn(scope);
  }

  private static JsonObject object(Fields fields, Scope scope) {
    JsonObject object = new JsonObject();
    for (Entry entry : fields.entries()) {
      Object value = value(entry.value(), scope);
      if (value != null) {
        object.put(entry.name().textIn(scope), value);
      }
    }
    return object;
  }
}
