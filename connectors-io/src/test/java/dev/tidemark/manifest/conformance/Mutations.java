package dev.tidemark.manifest.conformance;

import dev.tidemark.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a manifest as a slip of the hand might, and as nobody would. */
final class Mutations {
  private final Random random;
  private final List<Node> nodes = new ArrayList<>();

  /** A place in a manifest: a key of a map, or an index of a list. */
  private record Node(Object parent, Object key) {
    Object value() {
      return parent instanceof JsonObject map
          ? map.get((String) key)
          : ((List<?>) parent).get((Integer) key);
    }
  }

  Mutations(Random random) {
    this.random = random;
  }

  /** A copy that differs in a few places. */
  JsonObject of(JsonObject manifest) {
    JsonObject changed = manifest;
    for (int i = random.nextInt(3); i >= 0; i--) {
      nodes.clear();
      collect(changed);
      Node at = nodes.get(random.nextInt(nodes.size()));
      changed = (JsonObject) copy(changed, at, change(at.value()));
    }
    return changed;
  }

  private void collect(Object node) {
    if (node instanceof JsonObject map) {
      map.names().forEach(name -> nodes.add(new Node(map, name)));
      map.names().forEach(name -> collect(map.get(name)));
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        nodes.add(new Node(list, i));
        collect(list.get(i));
      }
    }
  }

  /** What becomes of a place. */
  private record Change(boolean removes, String suffix, Object value) {}

  private Change change(Object value) {
    return switch (random.nextInt(6)) {
      case 0 -> new Change(true, "", null);
      case 1 -> new Change(false, "s", value);
      case 2 -> new Change(false, "", value instanceof String text ? cut(text) : junk());
      case 3 -> new Change(false, "", List.of(value == null ? "" : value));
      case 4 -> new Change(false, "", nodes.get(random.nextInt(nodes.size())).value());
      default -> new Change(false, "", junk());
    };
  }

  private String cut(String text) {
    if (text.isEmpty()) {
      return "{{";
    }
    int at = random.nextInt(text.length());
    return text.substring(0, at) + text.substring(at + 1);
  }

  private Object junk() {
    Object[] junk = {
      null,
      "",
      "text",
      0L,
      -1L,
      1.5,
      true,
      new BigInteger("99999999999999999999"),
      Double.NaN,
      List.of(),
      List.of("a", 1L),
      List.of(List.of()),
      new JsonObject(),
      JsonObject.of("type", "Nope"),
      JsonObject.of("type", List.of("object")),
      JsonObject.of("$ref", "#/check"),
      "#/nowhere",
      "#/streams",
      "#/definitions",
      "{{ x }}",
      "{{ config['a'",
      "{% for %}",
      "{{ 'a' * 99999999 }}",
      "{% for a in config %}{% for b in config %}{{ a }}{% endfor %}{% endfor %}",
      "P1Q",
      "%Q",
      "[",
    };
    return junk[random.nextInt(junk.length)];
  }

  private static Object copy(Object node, Node at, Change change) {
    if (node instanceof JsonObject map) {
      JsonObject copy = new JsonObject();
      for (String name : map.names()) {
        boolean isHere = at.parent() == map && at.key().equals(name);
        if (!isHere) {
          copy.put(name, copy(map.get(name), at, change));
        } else if (!change.removes()) {
          copy.put(name + change.suffix(), change.value());
        }
      }
      return copy;
    }
    if (node instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        boolean isHere = at.parent() == list && at.key().equals(i);
        if (!isHere) {
          copy.add(copy(list.get(i), at, change));
        } else if (!change.removes()) {
          copy.add(change.value());
        }
      }
      return copy;
    }
    return node;
  }
}
