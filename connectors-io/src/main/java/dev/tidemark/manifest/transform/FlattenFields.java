package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Moves all leaves to the top, under their last key; under the key of their parent and their own
 * where that is taken, and everywhere once a list was met.
 */
final class FlattenFields implements Transformation {
  private final boolean flattensLists;

  private record Node(Object value, String key) {}

  FlattenFields(Component component) {
    flattensLists = !component.has("flatten_lists") || component.flag("flatten_lists");
  }

  @Override
  public void apply(JsonObject record, Scope scope) {
    JsonObject flat = new JsonObject();
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node(record, "_"));
    boolean withParent = false;
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.value() instanceof JsonObject object) {
        for (int i = 0; i < object.size(); i++) {
          String name = object.name(i);
          boolean qualified = withParent || flat.has(name);
          open.push(new Node(object.value(i), qualified ? node.key() + "." + name : name));
        }
      } else if (flattensLists && node.value() instanceof List<?> list) {
        withParent |= !list.isEmpty();
        for (int i = 0; i < list.size(); i++) {
          open.push(new Node(list.get(i), node.key() + "." + i));
        }
      } else {
        flat.put(node.key(), node.value());
      }
    }
    Records.replace(record, flat);
  }
}
