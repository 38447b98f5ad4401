package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.response.Answer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header that any server may use to say when to come back; obeyed whatever a manifest says. */
public final class RetryAfter {
  private RetryAfter() {}

  /** How long to wait, or null. */
  public static Duration of(Answer answer) {
    String value = answer.reply().header("retry-after").map(String::strip).orElse("");
    // The standard knows whole seconds only; some servers tell parts of them.
    if (value.matches("[0-9]{1,9}([.][0-9]{1,9})?")) {
      return Duration.ofNanos(new BigDecimal(value).movePointRight(9).longValue());
    }
    return value.isEmpty() ? null : untilDate(value, answer.arrival());
  }

  private static Duration untilDate(String value, Instant now) {
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, date);
      return wait.isNegative() ? null : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
