package dev.tidemark.file.csv;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values of cells, by the type of their column. A cell that is no such value stays text. */
final class Casting {
  private static final Set<String> TRUTHS = Set.of("y", "yes", "t", "true", "on", "1");
  private static final Set<String> LIES = Set.of("n", "no", "f", "false", "off", "0");

  /** Longer ones are no numbers that anybody counts with, and slow to read. */
  private static final int MOST_DIGITS = 1_000;

  /** What a column holds. */
  enum Type {
    TEXT,
    BOOLEAN,
    INTEGER,
    NUMBER,
    JSON
  }

  private final Set<String> truths;
  private final Set<String> lies;
  private final boolean truthsInAnyCase;
  private final boolean liesInAnyCase;

  Casting(CsvOptions options) {
    truthsInAnyCase = options.truths() == null;
    liesInAnyCase = options.lies() == null;
    truths = truthsInAnyCase ? TRUTHS : options.truths();
    lies = liesInAnyCase ? LIES : options.lies();
  }

  /** What JSON Schema says of a column; text where it says nothing. */
  static Type type(Object schema) {
    if (!(schema instanceof JsonObject object)) {
      return Type.TEXT;
    }
    Set<Object> types = new HashSet<>(object.list("type"));
    types.add(object.get("type"));
    if (types.contains("string")) {
      return Type.TEXT;
    }
    if (types.contains("object") || types.contains("array")) {
      return Type.JSON;
    }
    if (types.contains("number")) {
      return Type.NUMBER;
    }
    if (types.contains("integer")) {
      return Type.INTEGER;
    }
    return types.contains("boolean") ? Type.BOOLEAN : Type.TEXT;
  }

  Object cast(String text, Type type) {
    Object value =
        switch (type) {
          case TEXT -> text;
          case BOOLEAN -> truth(text);
          case INTEGER -> integer(text);
          case NUMBER -> number(text);
          case JSON -> json(text);
        };
    return value == null ? text : value;
  }

  /** Which of boolean, integer and number the cell is. */
  Set<Type> fits(String text) {
    Set<Type> types = EnumSet.noneOf(Type.class);
    if (truth(text) != null) {
      types.add(Type.BOOLEAN);
    }
    if (integer(text) != null) {
      types.add(Type.INTEGER);
    }
    if (number(text) != null) {
      types.add(Type.NUMBER);
    }
    return types;
  }

  private Boolean truth(String text) {
    if (truths.contains(truthsInAnyCase ? text.toLowerCase(Locale.ROOT) : text)) {
      return true;
    }
    return lies.contains(liesInAnyCase ? text.toLowerCase(Locale.ROOT) : text) ? false : null;
  }

  private static Object integer(String text) {
    return isShort(text) ? (Object) Long.parseLong(text) : longInteger(plainNumber(text));
  }

  private static Object longInteger(String plain) {
    if (plain == null || !isInteger(plain)) {
      return null;
    }
    BigInteger number = new BigInteger(plain);
    return number.bitLength() <= 63 ? (Object) number.longValue() : number;
  }

  private static Object number(String text) {
    if (isShort(text)) {
      return Long.parseLong(text);
    }
    String plain = plainNumber(text);
    if (plain == null) {
      return null;
    }
    Object whole = longInteger(plain);
    try {
      return whole != null ? whole : new BigDecimal(plain);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether there are only digits, and so few that they are a long. */
  private static boolean isShort(String text) {
    return text.length() <= 18 && isDigits(text, 0);
  }

  private static boolean isInteger(String text) {
    char first = text.charAt(0);
    return isDigits(text, first == '-' || first == '+' ? 1 : 0);
  }

  private static boolean isDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.length() > from;
  }

  /** Without blanks around it and single underscores between digits; null if it is no number. */
  private static String plainNumber(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MOST_DIGITS) {
      return null;
    }
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      boolean between = i > 0 && i + 1 < stripped.length();
      boolean allowed =
          c == '_'
              ? between && isDigit(stripped.charAt(i - 1)) && isDigit(stripped.charAt(i + 1))
              : isDigit(c) || "+-.eE".indexOf(c) >= 0;
      if (!allowed) {
        return null;
      }
    }
    return stripped.indexOf('_') < 0 ? stripped : stripped.replace("_", "");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Object json(String text) {
    try {
      Object value = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      return value instanceof JsonObject || value instanceof List<?> ? value : null;
    } catch (JsonSyntax e) {
      return null;
    }
  }
}
