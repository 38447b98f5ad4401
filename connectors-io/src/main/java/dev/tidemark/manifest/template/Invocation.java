package dev.tidemark.manifest.template;

import java.math.BigInteger;

/**
 * One call of a {@link Function}: its subject, and its arguments in the order of the parameters.
 */
final class Invocation {
  private final Frame frame;
  private final Object subject;
  private final Object[] values;
  private final Arguments arguments;

  Invocation(Frame frame, Object subject, Object[] values, Arguments arguments) {
    this.frame = frame;
    this.subject = subject;
    this.values = values;
    this.arguments = arguments;
  }

  Frame frame() {
    return frame;
  }

  /** What stands before the bar or the dot; null for a macro. */
  Object subject() {
    return subject;
  }

  /** The arguments as they were passed. */
  Arguments arguments() {
    return arguments;
  }

  boolean has(int index) {
    return values[index] != Frame.ABSENT;
  }

  Object at(int index) {
    return values[index];
  }

  Object at(int index, Object fallback) {
    return has(index) ? values[index] : fallback;
  }

  boolean flag(int index) {
    return has(index) && Truth.of(values[index]);
  }

  /** The subject, which must be a text. */
  String text() {
    return text(subject);
  }

  String text(int index) {
    return text(values[index]);
  }

  String text(int index, String fallback) {
    return has(index) ? text(values[index]) : fallback;
  }

  /** Null where it is left out or None. */
  String textOrNull(int index) {
    return has(index) && values[index] != null ? text(values[index]) : null;
  }

  int integer(int index, int fallback) {
    return has(index) ? integer(values[index]) : fallback;
  }

  int integer(int index) {
    return integer(values[index]);
  }

  /** Refuses an undefined value as any other of the wrong type, as Python's own functions do. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new TypeTrouble("expected a str, got " + TypeNames.of(value));
  }

  static int integer(Object value) {
    if (!Numbers.isWhole(value)) {
      throw new TypeTrouble(
          "'" + TypeNames.of(value) + "' object cannot be interpreted as an integer");
    }
    BigInteger big = Numbers.big(value);
    return big.bitLength() < 32 ? big.intValue() : big.signum() * Integer.MAX_VALUE;
  }
}
