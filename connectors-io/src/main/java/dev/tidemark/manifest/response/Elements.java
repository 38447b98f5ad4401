package dev.tidemark.manifest.response;

import dev.tidemark.json.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a body, one after another, so that a large body need not be held in pieces. For
 * one thread at a time.
 */
public interface Elements {
  boolean hasNext() throws Undecodable;

  /**
   * The next element.
   *
   * @param layouts root of the layouts of its objects
   */
  Object next(Layout layouts) throws Undecodable;

  /** How much of the text has been read so far; 0 where all elements are held already. */
  long position();

  /** Whether all elements are there already, so that nothing is gained by taking a few only. */
  default boolean isHeld() {
    return false;
  }

  /** All that are left. */
  default List<Object> all() throws Undecodable {
    Layout layouts = Layout.empty();
    List<Object> all = new ArrayList<>();
    while (hasNext()) {
      all.add(next(layouts));
    }
    return all;
  }

  /** Elements that are held already. */
  static Elements of(List<Object> held) {
    return new Held(held);
  }

  /** A list that is gone through. */
  final class Held implements Elements {
    private final List<Object> elements;
    private int at;

    private Held(List<Object> elements) {
      this.elements = elements;
    }

    @Override
    public boolean hasNext() {
      return at < elements.size();
    }

    @Override
    public Object next(Layout layouts) {
      return elements.get(at++);
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public boolean isHeld() {
      return true;
    }

    @Override
    public List<Object> all() {
      List<Object> rest = elements.subList(at, elements.size());
      at = elements.size();
      return rest;
    }
  }
}
