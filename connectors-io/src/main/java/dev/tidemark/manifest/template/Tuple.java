package dev.tidemark.manifest.template;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** A Python tuple: a fixed list that prints with parentheses and equals no list. */
final class Tuple extends AbstractList<Object> implements RandomAccess {
  private final Object[] items;

  private Tuple(Object[] items) {
    this.items = items;
  }

  static Tuple of(Object... items) {
    return new Tuple(items.clone());
  }

  static Tuple copyOf(List<?> items) {
    return new Tuple(items.toArray());
  }

  @Override
  public Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple that && Arrays.equals(items, that.items);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }
}
