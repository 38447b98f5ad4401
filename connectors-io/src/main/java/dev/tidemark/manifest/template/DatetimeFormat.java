package dev.tidemark.manifest.template;

import java.time.OffsetDateTime;

/**
 * A compiled date format, made by {@link DateFormats#compile}; for use by any number of threads.
 *
 * <p>The offset that a text names is kept and never converted: what was read at {@code +02:00} and
 * is written by a format without {@code %z} keeps its wall clock. A text without one is UTC.
 */
public interface DatetimeFormat {
  /** The moment, or null where the text is not in this format. */
  OffsetDateTime parseOrNull(String text);

  /** The moment as text. */
  String format(OffsetDateTime moment);

  /** The format as it was written. */
  String pattern();

  /**
   * The moment that the text names.
   *
   * @throws EvaluationProblem if the text is not in this format
   */
  default OffsetDateTime parse(String text) {
    OffsetDateTime moment = parseOrNull(text);
    if (moment == null) {
      throw new EvaluationProblem(
          EvaluationProblem.quote(text) + " does not match the date format '" + pattern() + "'");
    }
    return moment;
  }
}
