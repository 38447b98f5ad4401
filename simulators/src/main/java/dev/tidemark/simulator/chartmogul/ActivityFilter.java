package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.record.DateForm;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** What a request to activities selects: both dates are included; to and type may be null. */
record ActivityFilter(Instant from, Instant to, String type, boolean isNewestFirst) {
  static ActivityFilter of(Map<String, String> parameters) {
    String order = parameters.getOrDefault("order", "date");
    if (!order.equals("date") && !order.equals("-date")) {
      throw new BadParameter("order", "must be date or -date");
    }
    String type = parameters.get("type");
    if (type != null && !Arrays.asList(Activities.TYPES).contains(type)) {
      throw new BadParameter("type", "must be one of " + Arrays.toString(Activities.TYPES));
    }
    return new ActivityFilter(
        instant(parameters, "start-date", Instant.EPOCH),
        end(parameters),
        type,
        order.equals("-date"));
  }

  /** The first whole second that is after the end. */
  long secondAfter() {
    return to == null ? Long.MAX_VALUE : to.getEpochSecond() + 1;
  }

  /** A bare day as the end means all of that day. */
  private static Instant end(Map<String, String> parameters) {
    Instant end = instant(parameters, "end-date", null);
    boolean isDay = end != null && parameters.get("end-date").length() == 10;
    return isDay ? end.plusSeconds(86_399) : end;
  }

  private static Instant instant(Map<String, String> parameters, String name, Instant otherwise) {
    String text = parameters.get(name);
    try {
      return text == null ? otherwise : DateForm.read(text);
    } catch (DateTimeException e) {
      throw new BadParameter(name, "'" + text + "' is not an ISO 8601 date");
    }
  }
}
