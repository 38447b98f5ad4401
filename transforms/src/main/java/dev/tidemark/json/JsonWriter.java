package dev.tidemark.json;

import java.util.List;
import java.util.Map;

/** Writes values as compact JSON text. One writer may be used again and again by one thread. */
public final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(256);
  private boolean sorted;
  private boolean dropsNul;
  private boolean droppedNul;
  private boolean sawRepeated;

  /** Fields of every object sorted by name, so that equal values give equal text. */
  public JsonWriter sortingFields() {
    sorted = true;
    return this;
  }

  /** Leaves out U+0000, which databases refuse inside text; see {@link #droppedNul}. */
  public JsonWriter droppingNul() {
    dropsNul = true;
    return this;
  }

  /** Whether the text written last had a U+0000 that was left out. */
  public boolean droppedNul() {
    return droppedNul;
  }

  /** Whether an object in the text written last had a name twice when it was read. */
  public boolean sawRepeated() {
    return sawRepeated;
  }

  /** Starts a new text with one value. */
  public JsonWriter write(Object value) {
    out.setLength(0);
    droppedNul = false;
    sawRepeated = false;
    append(value);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void append(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof JsonObject object) {
      object(object);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      text(value.toString());
    }
  }

  private void object(JsonObject object) {
    sawRepeated |= !object.repeatedNames().isEmpty();
    out.append('{');
    List<String> names = sorted ? object.names().stream().sorted().toList() : null;
    for (int i = 0; i < object.size(); i++) {
      String name = sorted ? names.get(i) : object.name(i);
      field(i, name, sorted ? object.get(name) : object.value(i));
    }
    out.append('}');
  }

  private void map(Map<?, ?> map) {
    out.append('{');
    int i = 0;
    for (Map.Entry<?, ?> entry : (sorted ? new java.util.TreeMap<>(map) : map).entrySet()) {
      field(i++, entry.getKey().toString(), entry.getValue());
    }
    out.append('}');
  }

  private void field(int position, String name, Object value) {
    if (position > 0) {
      out.append(',');
    }
    text(name);
    out.append(':');
    append(value);
  }

  private void list(List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      append(list.get(i));
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    int clean = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(text, clean, i);
      escape(c);
      clean = i + 1;
    }
    out.append(text, clean, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> control(c);
    }
  }

  private void control(char c) {
    if (c == 0 && dropsNul) {
      droppedNul = true;
      return;
    }
    out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
  }
}
