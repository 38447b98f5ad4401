package dev.tidemark.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The field names of an object, in order. Objects of one page that name the same fields in the same
 * order share one layout, so what is known of a field (its column, say) is looked up once a layout
 * and not once a record.
 *
 * <p>Layouts form a tree: {@link #plus} from the same layout with the same name gives the same
 * layout again. The tree belongs to one page and is not safe for concurrent growth.
 */
public final class Layout {
  /** Objects with more fields are maps keyed by data; sharing their layouts would only cost. */
  private static final int SHARED_FIELDS = 256;

  private final String[] names;
  private Map<String, Integer> index;
  private Map<String, Layout> children;
  private Layout lastChild;
  private Layout[] smaller;

  private Layout(String[] names) {
    this.names = names;
  }

  /** The root of a new tree: no fields. */
  public static Layout empty() {
    return new Layout(new String[0]);
  }

  /** This layout with {@code more} at its end; {@code more} holds no name that is already here. */
  static Layout of(Layout start, List<String> more) {
    String[] names = Arrays.copyOf(start.names, start.names.length + more.size());
    for (int i = 0; i < more.size(); i++) {
      names[start.names.length + i] = more.get(i);
    }
    return new Layout(names);
  }

  public int size() {
    return names.length;
  }

  public String name(int position) {
    return names[position];
  }

  /** Position of the field, or -1. */
  public int indexOf(String name) {
    if (names.length <= 4) {
      return scan(name);
    }
    if (index == null) {
      index = new HashMap<>(names.length * 2);
      for (int i = 0; i < names.length; i++) {
        index.put(names[i], i);
      }
    }
    return index.getOrDefault(name, -1);
  }

  boolean shareable() {
    return names.length < SHARED_FIELDS;
  }

  /** The layout with one more field; the caller knows that {@code name} is not in it yet. */
  Layout plus(String name) {
    Layout last = lastChild;
    if (last != null && last.names[names.length].equals(name)) {
      return last;
    }
    Layout child = children == null ? null : children.get(name);
    if (child == null) {
      child = of(this, List.of(name));
      if (shareable()) {
        remember(name, child);
      }
    }
    lastChild = child;
    return child;
  }

  /** The layout without the field at {@code position}. */
  Layout minus(int position) {
    if (smaller == null) {
      smaller = new Layout[names.length];
    }
    if (smaller[position] == null) {
      List<String> kept = new ArrayList<>(Arrays.asList(names));
      kept.remove(position);
      smaller[position] = of(empty(), kept);
    }
    return smaller[position];
  }

  /** The child for {@code name} if it was the last one taken: the usual case while parsing. */
  Layout likelyChild(String name) {
    Layout last = lastChild;
    return last != null && last.names[names.length].equals(name) ? last : null;
  }

  private void remember(String name, Layout child) {
    if (children == null) {
      children = new HashMap<>();
    }
    children.put(name, child);
  }

  private int scan(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
