package dev.tidemark.manifest.path;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into a JSON value. A segment is a key, an index written in digits, a glob, or {@code **}
 * for any depth.
 *
 * @param segments from the outside in
 */
public record FieldPath(List<String> segments) {
  /** Stands for what is not there, where null is a value. */
  public static final Object ABSENT = new Object();

  public FieldPath {
    segments = List.copyOf(segments);
  }

  public boolean hasGlob() {
    return segments.stream().anyMatch(Glob::isGlob);
  }

  /** The value at a path without globs, or {@link #ABSENT}. */
  public Object find(Object root) {
    Object value = root;
    for (String segment : segments) {
      value = Containers.get(value, segment);
    }
    return value;
  }

  /**
   * The only value that the path matches, or {@link #ABSENT}.
   *
   * @throws Problem if it matches several
   */
  public Object findOne(Object root) {
    if (!hasGlob()) {
      return find(root);
    }
    List<Object> found = findAll(root);
    if (found.size() > 1) {
      throw Problem.config(
          "the path " + segments + " matches " + found.size() + " places, not one");
    }
    return found.isEmpty() ? ABSENT : found.get(0);
  }

  /** All values that the path matches, in document order. */
  public List<Object> findAll(Object root) {
    List<Object> found = new ArrayList<>();
    collect(root, 0, found);
    return found;
  }

  private void collect(Object node, int depth, List<Object> found) {
    if (depth == segments.size()) {
      found.add(node);
      return;
    }
    String segment = segments.get(depth);
    if (segment.equals("**")) {
      collectDeep(node, depth, found);
      return;
    }
    Containers.forEach(
        node,
        (key, value) -> {
          if (Glob.matches(segment, key)) {
            collect(value, depth + 1, found);
          }
        });
  }

  private void collectDeep(Object node, int depth, List<Object> found) {
    boolean isLast = depth + 1 == segments.size();
    if (!isLast) {
      collect(node, depth + 1, found);
    }
    Containers.forEach(
        node,
        (key, value) -> {
          if (isLast) {
            found.add(value);
          }
          collectDeep(value, depth, found);
        });
  }

  /**
   * Puts a value wherever the path matches something.
   *
   * @return in how many places
   */
  public int setIn(Object root, Object value) {
    return segments.isEmpty() ? 0 : set(root, 0, value);
  }

  private int set(Object node, int depth, Object value) {
    String segment = segments.get(depth);
    boolean isDeep = segment.equals("**");
    boolean isLast = depth + 1 == segments.size();
    int places = isDeep && !isLast ? set(node, depth + 1, value) : 0;
    for (String key : Containers.keys(node)) {
      if (!isDeep && !Glob.matches(segment, key)) {
        continue;
      }
      if (isLast) {
        Containers.set(node, key, value instanceof JsonObject object ? object.copy() : value);
        places++;
      } else {
        places += set(Containers.get(node, key), isDeep ? depth : depth + 1, value);
      }
    }
    return places;
  }

  /**
   * Removes all that the path matches. An item of a list is removed only if it is the last one,
   * else it becomes null, so that the others keep their places.
   */
  public void removeFrom(JsonObject record) {
    if (!segments.isEmpty()) {
      remove(record, 0);
    }
  }

  private void remove(Object node, int depth) {
    String segment = segments.get(depth);
    boolean isDeep = segment.equals("**");
    boolean isLast = depth + 1 == segments.size();
    if (isDeep && !isLast) {
      remove(node, depth + 1);
    }
    for (String key : Containers.keys(node)) {
      if (isDeep || Glob.matches(segment, key)) {
        if (isLast) {
          Containers.remove(node, key);
        } else {
          remove(Containers.get(node, key), isDeep ? depth : depth + 1);
        }
      }
    }
  }
}
