package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Going through what Python can iterate: lists, dicts (their keys), texts (their characters). */
final class Iteration {
  private Iteration() {}

  static Iterator<Object> over(Object value) {
    if (value instanceof Generator generator) {
      return generator;
    }
    if (value instanceof Collection<?> items) {
      return Collections.<Object>unmodifiableCollection(items).iterator();
    }
    if (value instanceof String text) {
      return characters(text).iterator();
    }
    if (Dictionaries.is(value)) {
      return Dictionaries.keys(value).iterator();
    }
    if (value instanceof Undefined) {
      return Collections.emptyIterator();
    }
    throw new TypeTrouble("'" + TypeNames.of(value) + "' object is not iterable");
  }

  static boolean possible(Object value) {
    return value instanceof Generator
        || value instanceof Collection
        || value instanceof String
        || value instanceof Undefined
        || Dictionaries.is(value);
  }

  /** A new list of the items. */
  static List<Object> list(Object value) {
    List<Object> items = new ArrayList<>();
    over(value)
        .forEachRemaining(
            item -> {
              Limits.items(items.size() + 1L);
              items.add(item);
            });
    return items;
  }

  static long length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Collection<?> items) {
      return items.size();
    }
    if (Dictionaries.is(value)) {
      return Dictionaries.size(value);
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw new TypeTrouble("object of type '" + TypeNames.of(value) + "' has no len()");
  }

  /** Python's {@code item in container}. */
  static boolean contains(Object container, Object item) {
    if (container instanceof String text) {
      if (item instanceof String part) {
        return text.contains(part);
      }
      throw new TypeTrouble(
          "'in <string>' requires string as left operand, not " + TypeNames.of(item));
    }
    if (Dictionaries.is(container)) {
      Object key = Equality.key(item);
      return key instanceof String
          ? Dictionaries.has(container, key)
          : Dictionaries.has(container, item);
    }
    if (!possible(container)) {
      throw new TypeTrouble("argument of type '" + TypeNames.of(container) + "' is not iterable");
    }
    return anyEqual(over(container), item);
  }

  private static boolean anyEqual(Iterator<Object> items, Object wanted) {
    while (items.hasNext()) {
      if (Equality.equal(items.next(), wanted)) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> characters(String text) {
    List<Object> characters = new ArrayList<>(Limits.items(text.length()));
    text.codePoints().forEach(point -> characters.add(Character.toString(point)));
    return characters;
  }
}
