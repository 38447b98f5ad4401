package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.util.List;

/** {@code a.b} and {@code a['b']}: attributes, items, and in which order they are tried. */
final class Access {
  private static final Object ABSENT = new Object();

  private Access() {}

  /** The attribute, else the item, else undefined. */
  static Object attribute(Object owner, String name) {
    Object found = ownAttribute(owner, name);
    if (found == ABSENT && Dictionaries.is(owner)) {
      found = Dictionaries.get(owner, name, ABSENT);
    }
    return found == ABSENT ? Undefined.member(owner, name) : found;
  }

  /** The attribute and nothing else. */
  static Object attributeOnly(Object owner, String name) {
    Object found = ownAttribute(owner, name);
    return found == ABSENT ? Undefined.member(owner, name) : found;
  }

  /** The item, else the attribute of that name, else undefined. */
  static Object item(Object owner, Object key) {
    Undefined.refuse(owner);
    Object found = ABSENT;
    if (owner instanceof JsonObject || Dictionaries.is(owner)) {
      found = hashable(key) ? Dictionaries.get(owner, key, ABSENT) : ABSENT;
    } else if (Numbers.isWhole(key)) {
      found = element(owner, key);
    }
    if (found == ABSENT && key instanceof String name) {
      found = ownAttribute(owner, name);
    }
    return found == ABSENT ? Undefined.member(owner, key) : found;
  }

  private static boolean hashable(Object key) {
    return !(key instanceof List<?> list && !(list instanceof Tuple)) && !Dictionaries.is(key);
  }

  private static Object ownAttribute(Object owner, String name) {
    Undefined.refuse(owner);
    if (owner instanceof Attributes attributes && attributes.hasAttribute(name)) {
      return attributes.attribute(name);
    }
    Member member = Members.find(owner, name);
    if (member != null) {
      return member.of(owner);
    }
    return name.startsWith("__") && name.endsWith("__") ? Undefined.unsafe(owner, name) : ABSENT;
  }

  private static Object element(Object owner, Object key) {
    int length;
    if (owner instanceof List<?> list) {
      length = list.size();
    } else if (owner instanceof String text) {
      length = CodePoints.count(text);
    } else {
      return ABSENT;
    }
    long index =
        Numbers.big(key).bitLength() < 32 ? Numbers.big(key).longValue() : Integer.MAX_VALUE;
    long position = index < 0 ? index + length : index;
    if (position < 0 || position >= length) {
      return ABSENT;
    }
    return owner instanceof List<?> list
        ? list.get((int) position)
        : CodePoints.at((String) owner, (int) position);
  }
}
