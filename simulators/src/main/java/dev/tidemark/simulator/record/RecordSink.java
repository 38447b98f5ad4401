package dev.tidemark.simulator.record;

/**
 * Takes the members of one record, in order: {@code sink.number("id", 7); sink.text("name",
 * null);}. One sink makes JSON text of them, another a map, so what is served and what is true
 * cannot differ by a second description of the record.
 */
public interface RecordSink {
  /** A string, or JSON null for null. */
  void text(String name, String value);

  /** A whole number. */
  void number(String name, long value);

  /** A number that is sent with a fraction, {@code 3000.0} too. */
  void fraction(String name, double value);

  /** A boolean. */
  void flag(String name, boolean value);

  /** Any other JSON value: maps, lists, strings, numbers, booleans, null. */
  void value(String name, Object value);

  /** Several members that were written before. */
  void all(Fragment fragment);
}
