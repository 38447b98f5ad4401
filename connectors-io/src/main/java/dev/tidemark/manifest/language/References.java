package dev.tidemark.manifest.language;

import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts in place of each reference what it points to. The result shares what several references
 * point to, so nobody may change it.
 */
final class References {
  private static final String KEY = "$ref";
  private static final String PREFIX = "#/";

  /** So many references lead from one to the next at most. */
  private static final int MOST_STEPS = 60;

  private final Map<String, Object> root;
  private final Places places;
  private final Flaws flaws;
  private final Map<String, Object> resolved = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  References(Map<String, Object> root, Places places, Flaws flaws) {
    this.root = root;
    this.places = places;
    this.flaws = flaws;
  }

  /**
   * The manifest with what its references lead to in their places.
   *
   * @throws Problem if it is too large then
   */
  @SuppressWarnings("unchecked")
  Map<String, Object> resolve() {
    Map<String, Object> all = (Map<String, Object>) value(root, "", null);
    if (TreeSize.of(all) > TreeSize.MOST) {
      throw Problem.config(
          "with all its references followed it has more than " + TreeSize.MOST + " parts");
    }
    return all;
  }

  private Object value(Object node, String path, Place place) {
    if (node == Component.NONE) {
      return node;
    }
    if (node instanceof Map<?, ?> map) {
      return map(map, path);
    }
    if (node instanceof List<?> list) {
      return list(list, path);
    }
    boolean isReference = node instanceof String text && text.startsWith(PREFIX);
    return isReference ? target((String) node, path, place) : node;
  }

  private Object map(Map<?, ?> map, String path) {
    Map<String, Object> siblings = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!key.equals(KEY)) {
            siblings.put((String) key, entry(map, (String) key, path));
          }
        });
    places.copy(map, siblings);
    if (!map.containsKey(KEY)) {
      return siblings;
    }
    Object target = entry(map, KEY, path);
    return target instanceof Map<?, ?> base ? overlay(base, siblings) : target;
  }

  private Object entry(Map<?, ?> map, String key, String path) {
    // What a check overrides in a config is data, not manifest.
    boolean isData = path.equals("check") && key.equals("config_overrides");
    return isData ? map.get(key) : value(map.get(key), Paths.field(path, key), places.of(map, key));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> overlay(Map<?, ?> base, Map<String, Object> siblings) {
    if (siblings.isEmpty() || base == Component.NONE) {
      return (Map<String, Object>) base;
    }
    Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) base);
    both.putAll(siblings);
    places.copy(base, both);
    places.copy(siblings, both);
    return both;
  }

  private List<Object> list(List<?> list, String path) {
    List<Object> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      items.add(value(list.get(i), Paths.item(path, i), places.of(list, "" + i)));
    }
    places.copy(list, items);
    return items;
  }

  private Object target(String reference, String path, Place place) {
    if (resolved.containsKey(reference)) {
      return resolved.get(reference);
    }
    if (!underWay.add(reference)) {
      flaws.add(new Flaw(path, place, "the reference '" + reference + "' leads back to itself"));
      return Component.NONE;
    }
    if (underWay.size() > MOST_STEPS) {
      throw Problem.config(
          path + ": the reference '" + reference + "' is the last of more than " + MOST_STEPS);
    }
    Object found = value(lookUp(reference, path, place), path, place);
    underWay.remove(reference);
    resolved.put(reference, found);
    return found;
  }

  /** Keys may hold slashes, so at each level the whole rest is tried as one key first. */
  private Object lookUp(String reference, String path, Place place) {
    Object node = root;
    String rest = reference.substring(PREFIX.length());
    while (true) {
      if (has(node, rest)) {
        return get(node, rest);
      }
      int slash = rest.indexOf('/');
      String head = slash < 0 ? rest : rest.substring(0, slash);
      if (slash < 0 || !has(node, head)) {
        flaws.add(new Flaw(path, place, missing(reference, head, node)));
        return Component.NONE;
      }
      node = get(node, head);
      rest = rest.substring(slash + 1);
    }
  }

  private static String missing(String reference, String key, Object node) {
    String hint =
        node instanceof Map<?, ?> map
            ? Nearest.hint(key, map.keySet().stream().map(String::valueOf).toList())
            : "";
    return "the reference '" + reference + "' leads nowhere: there is no '" + key + "'." + hint;
  }

  private static boolean has(Object node, String key) {
    if (node instanceof Map<?, ?> map) {
      return map.containsKey(key);
    }
    return node instanceof List<?> list
        && key.matches("[0-9]{1,9}")
        && Integer.parseInt(key) < list.size();
  }

  private static Object get(Object node, String key) {
    return node instanceof Map<?, ?> map
        ? map.get(key)
        : ((List<?>) node).get(Integer.parseInt(key));
  }
}
