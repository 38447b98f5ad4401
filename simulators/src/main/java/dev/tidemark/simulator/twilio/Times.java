package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.record.DateForm;
import java.time.DateTimeException;
import java.util.Map;

/**
 * How a list is filtered by time. The lower bound is included; the upper one is not, and a date
 * there means its first moment, so that the day itself is left out.
 *
 * @param lower the parameter of the lower bound
 * @param upper the parameter of the upper bound
 * @param isDatesOnly whether a bound with a time is refused
 * @param isWhole whether the day that is the upper bound belongs to the answer after all
 * @param retention for how many days rows are kept; 0 for ever
 * @param refusesOlder whether a lower bound before that is refused, and not merely of no use
 */
record Times(
    String lower,
    String upper,
    boolean isDatesOnly,
    boolean isWhole,
    int retention,
    boolean refusesOlder) {
  private static final long DAY = 86_400;

  static final Times CALLS = new Times("EndTime>", "EndTime<", false, false, 0, false);
  static final Times CONFERENCES = new Times("DateCreated>", "DateCreated<", true, false, 0, false);
  static final Times MESSAGES = new Times("DateSent>", "DateSent<", false, false, 400, true);
  static final Times MEDIA = new Times("DateCreated>", "DateCreated<", true, false, 400, true);
  static final Times RECORDINGS =
      new Times("DateCreated>", "DateCreated<", false, false, 400, true);
  static final Times USAGE = new Times("StartDate", "EndDate", true, true, 0, false);
  static final Times ALERTS = new Times("StartDate", "EndDate", false, false, 30, false);

  /** Seconds since 1970, the end not included. */
  record Range(long from, long to) {
    boolean has(Row row) {
      return row.at() >= from && row.at() < to;
    }
  }

  boolean isAsked(Map<String, String> parameters) {
    return parameters.containsKey(lower) || parameters.containsKey(upper);
  }

  Range range(Map<String, String> parameters, long now) {
    long oldest = retention == 0 ? 0 : now - retention * DAY;
    long from = parameters.containsKey(lower) ? second(lower, parameters.get(lower)) : oldest;
    if (refusesOlder && from < oldest - DAY) {
      throw new BadParameter(lower, "is more than " + retention + " days ago");
    }
    String end = parameters.get(upper);
    long to = end == null ? Row.NEVER : second(upper, end) + (isWhole ? DAY : 0);
    return new Range(Math.max(from, oldest), to);
  }

  private long second(String parameter, String text) {
    boolean isDate = text.matches("\\d{4}-\\d\\d-\\d\\d");
    boolean isTime = text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\dZ");
    if (!isDate && (isDatesOnly || !isTime)) {
      throw new BadParameter(parameter, "'" + text + "' is not in the required format");
    }
    try {
      return DateForm.read(text.replace(' ', 'T')).getEpochSecond();
    } catch (DateTimeException e) {
      throw new BadParameter(parameter, "'" + text + "' is no date");
    }
  }
}
