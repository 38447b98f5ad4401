package dev.tidemark.manifest.template;

import java.util.List;
import java.util.Set;

/**
 * The last step of an evaluation. The language prints every value and reads the print back as a
 * Python literal; here that is done only where it can change something.
 */
final class Outcome {
  /** Nothing was printed. */
  static final Object EMPTY = new Object();

  private static final Set<String> FALSE_TEXTS =
      Set.of("False", "false", "{}", "[]", "()", "", "0", "0.0");

  private Outcome() {}

  /** What printing the value and reading it back gives; a null set of types allows all. */
  static Object of(Object value, Set<ValueType> types) {
    if (value instanceof String text) {
      return ofText(text, types);
    }
    if (types == null && (value instanceof Long || value instanceof Boolean)) {
      return value;
    }
    if (value instanceof Undefined) {
      return EMPTY;
    }
    if (readsBack(value)) {
      Object plain = Outward.of(value);
      if (plain != Outward.NOT_PLAIN) {
        return allowed(value, types) ? plain : PythonText.str(value);
      }
    }
    return ofText(PythonText.str(value), types);
  }

  private static boolean readsBack(Object value) {
    return value == null
        || value instanceof Boolean
        || Numbers.is(value)
        || value instanceof List
        || Dictionaries.is(value);
  }

  static Object ofText(String text, Set<ValueType> types) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    Object literal = PythonLiteral.read(text);
    if (literal == PythonLiteral.NONE || !allowed(literal, types)) {
      return text;
    }
    Object plain = Outward.of(literal);
    boolean infinite = plain == Outward.NOT_PLAIN && literal instanceof Double;
    return infinite ? literal : plain == Outward.NOT_PLAIN ? text : plain;
  }

  private static boolean allowed(Object value, Set<ValueType> types) {
    if (types == null) {
      return true;
    }
    ValueType type = type(value);
    boolean countsAsInteger = type == ValueType.BOOLEAN && types.contains(ValueType.INTEGER);
    return type != null && (types.contains(type) || countsAsInteger);
  }

  /** Null for None and for tuples, which no caller asks for. */
  private static ValueType type(Object value) {
    if (value instanceof String) {
      return ValueType.STRING;
    }
    if (value instanceof Boolean) {
      return ValueType.BOOLEAN;
    }
    if (Numbers.is(value)) {
      return Numbers.isFloat(value) ? ValueType.NUMBER : ValueType.INTEGER;
    }
    if (value instanceof List) {
      return value instanceof Tuple ? null : ValueType.LIST;
    }
    return Dictionaries.is(value) ? ValueType.MAPPING : null;
  }

  /** The boolean evaluator: false are the false texts, zero and what is empty; None is true. */
  static boolean isTrue(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value == null) {
      return true;
    }
    if (value instanceof String text) {
      Object literal = PythonLiteral.read(text);
      return literal == PythonLiteral.NONE ? !FALSE_TEXTS.contains(text) : isTrueLiteral(literal);
    }
    return value != EMPTY && isTrueLiteral(value);
  }

  private static boolean isTrueLiteral(Object value) {
    if (value instanceof String text) {
      return !FALSE_TEXTS.contains(text);
    }
    boolean mayBeFalse = readsBack(value) || value instanceof Undefined;
    return value == null || !mayBeFalse || Truth.of(value);
  }
}
