package dev.tidemark.manifest.template;

import java.util.List;

/** JSON as Python's {@code json.dumps} writes it: blanks after commas and colons, ASCII only. */
final class JsonText {
  private final boolean sorted;
  private final int indent;
  private final Output out = new Output();

  private JsonText(boolean sorted, int indent) {
    this.sorted = sorted;
    this.indent = indent;
  }

  static String of(Object value) {
    return new JsonText(false, -1).write(value);
  }

  /** With sorted keys; a negative indent keeps everything on one line. */
  static JsonText sorted(int indent) {
    return new JsonText(true, indent);
  }

  String write(Object value) {
    write(value, 0);
    return out.toString();
  }

  private void write(Object value, int depth) {
    if (value instanceof String text) {
      quote(text);
    } else if (value == null || value instanceof Boolean) {
      out.add(String.valueOf(value));
    } else if (Numbers.isFloat(value)) {
      out.add(floatText(Numbers.real(value)));
    } else if (Numbers.isInteger(value)) {
      out.add(value.toString());
    } else if (value instanceof List<?> list) {
      list(list, Limits.depth(depth + 1));
    } else if (Dictionaries.is(value)) {
      dict(value, Limits.depth(depth + 1));
    } else {
      throw new TypeTrouble("Object of type " + TypeNames.of(value) + " is not JSON serializable");
    }
  }

  private static String floatText(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return Double.isInfinite(value) ? (value > 0 ? "Infinity" : "-Infinity") : Numbers.text(value);
  }

  private void list(List<?> list, int depth) {
    out.add('[');
    for (int i = 0; i < list.size(); i++) {
      separate(i, depth);
      write(list.get(i), depth);
    }
    end(list.isEmpty(), depth, ']');
  }

  private void dict(Object dict, int depth) {
    List<Object> keys = Dictionaries.keys(dict);
    if (sorted) {
      keys.sort(Ordering.COMPARATOR);
    }
    out.add('{');
    for (int i = 0; i < keys.size(); i++) {
      separate(i, depth);
      quote(Dictionaries.keyText(keys.get(i)));
      out.add(": ");
      write(Dictionaries.get(dict, keys.get(i), null), depth);
    }
    end(keys.isEmpty(), depth, '}');
  }

  private void separate(int position, int depth) {
    boolean flat = indent < 0;
    out.add(position == 0 ? "" : flat ? ", " : ",");
    if (!flat) {
      newLine(depth);
    }
  }

  private void end(boolean empty, int depth, char bracket) {
    if (indent >= 0 && !empty) {
      newLine(depth - 1);
    }
    out.add(bracket);
  }

  private void newLine(int depth) {
    out.add("\n").add(" ".repeat(Limits.characters((long) indent * depth)));
  }

  private void quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), quoted);
    }
    out.add(quoted.append('"').toString());
  }

  private static void escape(char c, StringBuilder quoted) {
    switch (c) {
      case '"', '\\' -> quoted.append('\\').append(c);
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      default -> {
        if (c >= ' ' && c < 127) {
          quoted.append(c);
        } else {
          String hex = Integer.toHexString(c);
          quoted.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        }
      }
    }
  }
}
