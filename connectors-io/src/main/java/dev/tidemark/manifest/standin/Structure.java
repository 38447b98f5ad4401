package dev.tidemark.manifest.standin;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Builds JSON values around what must stand somewhere in them. */
final class Structure {
  private static final int MAX_INDEX = 10;

  private Structure() {}

  /**
   * A value with another one at a path; what is there already stays, unless it is in the way.
   *
   * @param root where to begin; null for nothing yet
   * @param path keys and indexes; a star stands for the first of a list
   */
  static Object with(Object root, List<?> path, Object leaf) {
    return changed(root, path, leaf, false);
  }

  /** The same, but {@code leaf} takes the place of what is there. */
  static Object set(Object root, List<?> path, Object leaf) {
    return changed(root, path, leaf, true);
  }

  private static Object changed(Object root, List<?> path, Object leaf, boolean replaces) {
    if (path.isEmpty()) {
      return root == null || replaces ? leaf : root;
    }
    Object key = path.get(0);
    List<?> rest = path.subList(1, path.size());
    boolean isIndex = key instanceof Number || "*".equals(key);
    if (root instanceof List<?> list && !isIndex) {
      return list;
    }
    if (isIndex && !(root instanceof JsonObject)) {
      List<?> list = root instanceof List<?> given ? given : List.of();
      int at = key instanceof Number number ? number.intValue() : 0;
      return item(list, Math.min(Math.max(at, 0), MAX_INDEX), rest, leaf, replaces);
    }
    JsonObject object = root instanceof JsonObject given ? given : new JsonObject();
    String name = key.toString();
    return object.put(name, changed(object.get(name), rest, leaf, replaces));
  }

  private static List<Object> item(
      List<?> list, int at, List<?> rest, Object leaf, boolean replaces) {
    List<Object> items = new ArrayList<>(list);
    while (items.size() <= at) {
      items.add(null);
    }
    items.set(at, changed(items.get(at), rest, leaf, replaces));
    return items;
  }

  /** Both values in one; where they exclude each other, the first holds. */
  static Object both(Object first, Object second) {
    if (first instanceof JsonObject object && second instanceof JsonObject more) {
      JsonObject both = object.copy();
      for (int i = 0; i < more.size(); i++) {
        String name = more.name(i);
        both.put(name, both.has(name) ? both(both.get(name), more.value(i)) : more.value(i));
      }
      return both;
    }
    if (first instanceof List<?> list && second instanceof List<?> more) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < Math.max(list.size(), more.size()); i++) {
        Object item = i < list.size() ? list.get(i) : more.get(i);
        items.add(i < list.size() && i < more.size() ? both(item, more.get(i)) : item);
      }
      return items;
    }
    return first == null ? second : first;
  }
}
