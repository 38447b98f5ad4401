package dev.tidemark.manifest.path;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Puts a value at a path of an object, making what is missing on the way. */
public final class Placement {
  private Placement() {}

  public static void set(JsonObject record, List<String> path, Object value) {
    Object parent = record;
    for (int i = 0; i < path.size() - 1; i++) {
      Object child = Containers.get(parent, path.get(i));
      if (child == FieldPath.ABSENT) {
        child = isIndex(path.get(i + 1)) ? new ArrayList<>() : new JsonObject();
        put(parent, path.get(i), child);
      }
      if (!Containers.is(child)) {
        String found = child == null ? "null" : "no object";
        throw Problem.config(
            "the field "
                + path
                + " can't be added: there is "
                + found
                + " at '"
                + path.get(i)
                + "'");
      }
      parent = child;
    }
    put(parent, path.get(path.size() - 1), value);
  }

  @SuppressWarnings("unchecked")
  private static void put(Object parent, String key, Object value) {
    if (parent instanceof JsonObject object) {
      object.put(key, value);
      return;
    }
    List<Object> list = (List<Object>) parent;
    if (!isIndex(key)) {
      throw Problem.config("'" + key + "' can't be added to a list");
    }
    int index = Integer.parseInt(key);
    while (list.size() <= index) {
      list.add(null);
    }
    list.set(index, value);
  }

  private static boolean isIndex(String key) {
    return key.matches("[0-9]{1,4}");
  }
}
