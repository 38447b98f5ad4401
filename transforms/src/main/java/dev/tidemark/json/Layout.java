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

  /** A page with more layouts than this holds maps keyed by data too, if smaller ones. */
  private static final int SHARED_LAYOUTS = 4_096;

  /** Looking for a name costs less than an index, unless it is done again and again. */
  private static final int LOOKUPS_WITHOUT_INDEX = 4;

  private final String[] names;
  private final Tree tree;
  private int lookups;
  private Map<String, Integer> index;
  private Map<String, Layout> children;
  private Layout lastChild;
  private Layout[] smaller;

  private Layout(String[] names, Tree tree) {
    this.names = names;
    this.tree = tree;
  }

  /** The root of a new tree: no fields. */
  public static Layout empty() {
    return new Layout(new String[0], new Tree());
  }

  /** The root of a new tree with some fields, no two of which have the same name. */
  public static Layout of(List<String> names) {
    return new Layout(names.toArray(String[]::new), new Tree());
  }

  /** The root of a new tree with the same fields, so that growth here is not seen there. */
  Layout alone() {
    return new Layout(names, new Tree());
  }

  /** This layout with {@code more} at its end; {@code more} holds no name that is already here. */
  static Layout of(Layout start, List<String> more) {
    String[] names = Arrays.copyOf(start.names, start.names.length + more.size());
    for (int i = 0; i < more.size(); i++) {
      names[start.names.length + i] = more.get(i);
    }
    return new Layout(names, start.tree);
  }

  public int size() {
    return names.length;
  }

  public String name(int position) {
    return names[position];
  }

  /** Position of the field, or -1. */
  public int indexOf(String name) {
    Map<String, Integer> known = index;
    if (known == null) {
      if (names.length <= 4 || lookups++ < LOOKUPS_WITHOUT_INDEX) {
        return scan(name);
      }
      known = positions();
      index = known;
    }
    return known.getOrDefault(name, -1);
  }

  /** Whether children of this layout are kept for the next object that looks like it. */
  boolean shareable() {
    return names.length < SHARED_FIELDS && tree.layouts < SHARED_LAYOUTS;
  }

  /** The layout with one more field; the caller knows that {@code name} is not in it yet. */
  Layout plus(String name) {
    Layout known = child(name);
    if (known != null) {
      return known;
    }
    Layout child = of(this, List.of(name));
    if (shareable()) {
      remember(name, child);
    }
    lastChild = child;
    return child;
  }

  /** The layout with one more field, if it was asked for before. */
  Layout child(String name) {
    Layout last = lastChild;
    if (last != null && last.names[names.length].equals(name)) {
      return last;
    }
    Layout child = children == null ? null : children.get(name);
    if (child != null) {
      lastChild = child;
    }
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

  private void remember(String name, Layout child) {
    if (children == null) {
      children = new HashMap<>();
    }
    children.put(name, child);
    tree.layouts++;
  }

  /** Immutable, so that threads which read the same object can share it. */
  private Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>(names.length * 2);
    for (int i = 0; i < names.length; i++) {
      positions.put(names[i], i);
    }
    return Map.copyOf(positions);
  }

  private int scan(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** What the layouts of one tree have in common. */
  private static final class Tree {
    private int layouts;
  }
}
