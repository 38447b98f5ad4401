package dev.tidemark.manifest.template;

import java.util.Iterator;

/** A Python iterator: its items can be taken once, and it prints as what made it. */
final class Generator implements Iterator<Object> {
  private final String description;
  private final Iterator<Object> items;

  Generator(String description, Iterator<Object> items) {
    this.description = description;
    this.items = items;
  }

  static Generator of(String function, Iterator<Object> items) {
    return new Generator("generator object " + function, items);
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public Object next() {
    return items.next();
  }

  @Override
  public String toString() {
    return "<" + description + " at 0x0>";
  }
}
