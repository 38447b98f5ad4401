package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.record.Tree;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How values become JSON. In Java a value is null, {@link Boolean}, {@link Long} (int64), {@link
 * Double} (float64), {@link String}, {@code byte[]}, a list or a map.
 */
enum Format {
  JSON("json", "convex_clean_json"),
  ENCODED("convex_encoded_json", "convex_json"),
  EXPORT("export_json", "export_json");

  private final String word;
  private final String alias;

  Format(String word, String alias) {
    this.word = word;
    this.alias = alias;
  }

  static Format named(String name) {
    for (Format format : values()) {
      if (name == null || name.equals(format.word) || name.equals(format.alias)) {
        return format;
      }
    }
    throw Refusal.badRequest("BadFormat", "Unrecognized format '" + name + "'");
  }

  /** The JSON that is sent. */
  Object write(Object value) {
    if (value instanceof Long number) {
      return switch (this) {
        case JSON -> number.toString();
        case ENCODED -> Tree.object("$integer", base64(number));
        case EXPORT -> number;
      };
    }
    if (value instanceof Double number) {
      return isWritten(number) ? number : special(number);
    }
    if (value instanceof byte[] bytes) {
      return this == JSON ? base64(bytes) : Tree.object("$bytes", base64(bytes));
    }
    return inside(value, this::write);
  }

  /**
   * The same value once the encodings are undone: whole numbers as text where they came so, and -0,
   * which JSON readers do not tell from 0, as 0.
   */
  Object plain(Object value) {
    if (value instanceof Long number) {
      return this == JSON ? number.toString() : number;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? Double.valueOf(number + 0.0) : words(number);
    }
    if (value instanceof byte[] bytes) {
      return base64(bytes);
    }
    return inside(value, this::plain);
  }

  private boolean isWritten(double number) {
    boolean negativeZero = number == 0 && Double.doubleToRawLongBits(number) != 0;
    return Double.isFinite(number) && !(negativeZero && this == ENCODED);
  }

  private Object special(double number) {
    return this == JSON
        ? words(number)
        : Tree.object("$float", base64(Double.doubleToRawLongBits(number)));
  }

  private static String words(double number) {
    return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  }

  private static String base64(long bits) {
    return base64(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Does something to the values inside a value. */
  private interface Change {
    Object of(Object value);
  }

  private static Object inside(Object value, Change change) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> changed = new LinkedHashMap<>();
      map.forEach((name, member) -> changed.put((String) name, change.of(member)));
      return changed;
    }
    if (value instanceof List<?> list) {
      List<Object> changed = new ArrayList<>(list.size());
      list.forEach(item -> changed.add(change.of(item)));
      return changed;
    }
    return value;
  }
}
