package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The text of a value as Python's {@code str} gives it, which is what a template prints and what
 * ends up in a header or a parameter: {@code None}, {@code True}, {@code 1.0}, {@code {'a': 1}}.
 */
public final class PythonText {
  private PythonText() {}

  /** The value as Python prints it. */
  public static String str(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined) {
      return "";
    }
    if (value instanceof OffsetDateTime time) {
      return PythonTimes.isoText(time, ' ', "auto");
    }
    if (value instanceof LocalDate || value instanceof IsoDuration) {
      return value.toString();
    }
    return value instanceof LocalTime time ? PythonTimes.timeText(time, "auto") : repr(value);
  }

  /** The value as Python writes it inside a list: texts are quoted. */
  public static String repr(Object value) {
    if (Numbers.isInteger(value)) {
      return value.toString();
    }
    Output out = new Output();
    write(value, out, 0);
    return out.toString();
  }

  private static void write(Object value, Output out, int depth) {
    if (value == null) {
      out.add("None");
    } else if (value instanceof String text) {
      quote(text, out);
    } else if (value instanceof Boolean flag) {
      out.add(flag ? "True" : "False");
    } else if (Numbers.isInteger(value)) {
      out.add(value.toString());
    } else if (Numbers.isFloat(value)) {
      out.add(Numbers.text(Numbers.real(value)));
    } else {
      writeObject(value, out, Limits.depth(depth + 1));
    }
  }

  private static void writeObject(Object value, Output out, int depth) {
    if (value instanceof List<?> list) {
      writeList(list, out, depth);
    } else if (value instanceof JsonObject object) {
      writeObject(object, out, depth);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out, depth);
    } else {
      out.add(PythonTimes.repr(value));
    }
  }

  private static void writeList(List<?> list, Output out, int depth) {
    boolean tuple = list instanceof Tuple;
    out.add(tuple ? '(' : '[');
    for (int i = 0; i < list.size(); i++) {
      out.add(i == 0 ? "" : ", ");
      write(list.get(i), out, depth);
    }
    out.add(!tuple ? "]" : list.size() == 1 ? ",)" : ")");
  }

  private static void writeObject(JsonObject object, Output out, int depth) {
    out.add('{');
    for (int i = 0; i < object.size(); i++) {
      out.add(i == 0 ? "" : ", ");
      quote(object.name(i), out);
      out.add(": ");
      write(object.value(i), out, depth);
    }
    out.add('}');
  }

  private static void writeMap(Map<?, ?> map, Output out, int depth) {
    out.add('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      write(entry.getKey(), out, depth);
      out.add(": ");
      write(entry.getValue(), out, depth);
      out.add(entries.hasNext() ? ", " : "");
    }
    out.add('}');
  }

  private static void quote(String text, Output out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.add(quote);
    int clean = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      if (point == quote || point == '\\' || !printable(point)) {
        out.add(text.substring(clean, i)).add(escape(point));
        clean = next;
      }
      i = next;
    }
    out.add(text.substring(clean)).add(quote);
  }

  private static boolean printable(int point) {
    if (point >= ' ' && point < 0x7f) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String escape(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\', '\'', '"' -> "\\" + (char) point;
      default -> {
        String hex = Integer.toHexString(point);
        yield point < 0x100
            ? "\\x" + "0".repeat(2 - hex.length()) + hex
            : point < 0x10000
                ? "\\u" + "0".repeat(4 - hex.length()) + hex
                : "\\U" + "0".repeat(8 - hex.length()) + hex;
      }
    };
  }
}
