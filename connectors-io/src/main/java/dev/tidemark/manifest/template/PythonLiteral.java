package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads text as Python's {@code ast.literal_eval} does. Most texts are none: that is found out at
 * the first character, or soon after, and costs no exception.
 */
final class PythonLiteral {
  /** The text is no literal. */
  static final Object NONE = new Object();

  private static final char NO_BRACKET = 0;
  private static final String STARTS = "+-.'\"([{TFNrRuUs#\n\r\f\\";

  /** What may follow the first digits of a number, or a number. */
  private static final String IN_NUMBERS = "._eExXoObB,# \t\n\r\f\\";

  private final LiteralCursor cursor;

  /** Whether what was read last is a number without a sign, so that a sign may stand before it. */
  private boolean unsignedNumber;

  private PythonLiteral(LiteralCursor cursor) {
    this.cursor = cursor;
  }

  /** The value, or {@link #NONE}. Lists are new; tuples and sets are {@link Tuple}s. */
  static Object read(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    if (start == text.length() || !mayStart(text, start) || text.indexOf(0) >= 0) {
      return NONE;
    }
    return new PythonLiteral(new LiteralCursor(text, start)).whole();
  }

  /** Tells at once what most texts are: words, and dates, which start like a number. */
  private static boolean mayStart(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end > start) {
      return end == text.length() || IN_NUMBERS.indexOf(text.charAt(end)) >= 0;
    }
    char c = text.charAt(start);
    return c < 128 && STARTS.indexOf(c) >= 0;
  }

  private Object whole() {
    cursor.skipEmptyLines();
    Object value = elements(NO_BRACKET);
    return value != NONE && cursor.restIsEmpty() ? value : NONE;
  }

  /** One value, or several with commas between, which are a tuple. */
  private Object elements(char close) {
    Object first = value();
    if (first == NONE) {
      return NONE;
    }
    boolean number = unsignedNumber;
    cursor.skipBlanks();
    if (!cursor.at(',')) {
      unsignedNumber = number;
      return first;
    }
    List<Object> items = new ArrayList<>();
    items.add(first);
    while (cursor.skip(',')) {
      cursor.skipBlanks();
      if (cursor.atEnd() || cursor.at(close) || cursor.at('\n') || cursor.at('#')) {
        break;
      }
      Object next = value();
      if (next == NONE) {
        return NONE;
      }
      items.add(next);
      cursor.skipBlanks();
    }
    unsignedNumber = false;
    return Tuple.copyOf(items);
  }

  private Object value() {
    unsignedNumber = false;
    if (cursor.atEnd()) {
      return NONE;
    }
    char c = cursor.here();
    if ((c >= '0' && c <= '9') || c == '.') {
      return number();
    }
    return switch (c) {
      case '+', '-' -> signed(c == '-');
      case '(' -> bracket(')');
      case '[' -> bracket(']');
      case '{' -> bracket('}');
      case 'T' -> cursor.skipWord("True") ? true : NONE;
      case 'F' -> cursor.skipWord("False") ? false : NONE;
      case 'N' -> cursor.skipWord("None") ? null : NONE;
      case 's' -> emptySet();
      default -> strings();
    };
  }

  private Object emptySet() {
    boolean named = cursor.skipWord("set");
    cursor.skipBlanks();
    return named && cursor.at('(') && cursor.open() && cursor.close(')') ? Tuple.of() : NONE;
  }

  private Object signed(boolean negative) {
    cursor.moveTo(cursor.position() + 1);
    cursor.skipBlanks();
    boolean signedTwice = cursor.at('+') || cursor.at('-');
    Object value = signedTwice ? NONE : value();
    if (value == NONE || !unsignedNumber) {
      return NONE;
    }
    unsignedNumber = false;
    return negative ? Arithmetic.negate(value) : value;
  }

  private Object number() {
    PythonNumber number = PythonNumber.read(cursor.text(), cursor.position());
    if (number == null) {
      return NONE;
    }
    cursor.moveTo(number.end());
    unsignedNumber = true;
    return number.value();
  }

  private Object bracket(char close) {
    if (!cursor.open()) {
      return NONE;
    }
    Object value =
        switch (close) {
          case ')' -> cursor.at(')') ? Tuple.of() : elements(')');
          case ']' -> list();
          default -> dictOrSet();
        };
    unsignedNumber = close == ')' && unsignedNumber;
    return value != NONE && cursor.close(close) ? value : NONE;
  }

  private Object list() {
    List<Object> items = new ArrayList<>();
    while (!cursor.at(']')) {
      Object item = value();
      cursor.skipBlanks();
      if (item == NONE || !cursor.comma(']')) {
        return NONE;
      }
      items.add(item);
    }
    return items;
  }

  private Object dictOrSet() {
    List<Object> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    while (!cursor.at('}')) {
      Object key = value();
      cursor.skipBlanks();
      if (key != NONE && cursor.skip(':')) {
        cursor.skipBlanks();
        Object value = value();
        cursor.skipBlanks();
        key = value == NONE ? NONE : key;
        values.add(value);
      }
      if (key == NONE || !hashable(key) || !cursor.comma('}')) {
        return NONE;
      }
      keys.add(key);
    }
    if (values.isEmpty() && !keys.isEmpty()) {
      return distinct(keys);
    }
    return keys.size() == values.size() ? Dictionaries.of(keys, values) : NONE;
  }

  private static boolean hashable(Object key) {
    try {
      return Equality.key(key) != null;
    } catch (TypeTrouble e) {
      return false;
    }
  }

  private static Tuple distinct(List<Object> items) {
    Set<Object> seen = new HashSet<>();
    return Tuple.copyOf(items.stream().filter(item -> seen.add(Equality.key(item))).toList());
  }

  /** One string literal, or several in a row, which are one text. */
  private Object strings() {
    PythonString string = PythonString.read(cursor.text(), cursor.position());
    if (string == null) {
      return NONE;
    }
    String joined = "";
    while (string != null) {
      joined = joined.isEmpty() ? string.value() : joined + string.value();
      cursor.moveTo(string.end());
      cursor.skipBlanks();
      string = PythonString.read(cursor.text(), cursor.position());
    }
    return joined;
  }
}
