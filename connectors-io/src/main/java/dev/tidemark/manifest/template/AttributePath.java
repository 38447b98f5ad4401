package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The {@code attribute=} of filters: a dotted path into each item, or the item itself. */
final class AttributePath {
  private final List<Object> parts;
  private final boolean caseSensitive;
  private final Object fallback;

  private AttributePath(List<Object> parts, boolean caseSensitive, Object fallback) {
    this.parts = parts;
    this.caseSensitive = caseSensitive;
    this.fallback = fallback;
  }

  /** A path, an index, or null for the item itself; texts are lower-cased unless told. */
  static AttributePath of(Object attribute, boolean caseSensitive) {
    return new AttributePath(parts(attribute), caseSensitive, null);
  }

  /** Several paths with commas between. */
  static List<AttributePath> several(Object attributes, boolean caseSensitive) {
    List<Object> paths =
        attributes instanceof String text
            ? TextParts.split(text, ",", -1)
            : new ArrayList<>(Tuple.of(attributes));
    return paths.stream().map(path -> of(path, caseSensitive)).toList();
  }

  private static List<Object> parts(Object attribute) {
    if (attribute == null) {
      return List.of();
    }
    if (!(attribute instanceof String text)) {
      return List.of(attribute);
    }
    return TextParts.split(text, ".", -1).stream().map(AttributePath::part).toList();
  }

  private static Object part(Object part) {
    String name = (String) part;
    Object index = TextCase.all(name, Character::isDigit) ? Numbers.parseInteger(name, 10) : null;
    return index == null ? name : index;
  }

  /** The same path with a value to take where it leads nowhere. */
  AttributePath orElse(Object value) {
    return new AttributePath(parts, caseSensitive, value);
  }

  Object of(Object item) {
    Object value = item;
    for (Object part : parts) {
      value = Access.item(value, part);
      value = fallback != null && value instanceof Undefined ? fallback : value;
    }
    return value instanceof String text && !caseSensitive ? text.toLowerCase(Locale.ROOT) : value;
  }
}
