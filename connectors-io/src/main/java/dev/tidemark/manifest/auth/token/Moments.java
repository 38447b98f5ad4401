package dev.tidemark.manifest.auth.token;

import dev.tidemark.manifest.template.DateFormats;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDatetimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the ways in which configs and servers write the end of a token or of a limit. */
public final class Moments {
  private Moments() {}

  /**
   * The moment, or null where the text is none: epoch seconds, ISO 8601, the way of HTTP headers,
   * or a format.
   *
   * @param format of the manifest; may be empty, or of another language than ours
   */
  public static Instant read(String text, String format) {
    if (text.matches("[0-9]{1,10}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    Instant iso = iso(text);
    Instant moment = iso == null ? http(text) : iso;
    return moment == null ? formatted(text, format) : moment;
  }

  private static Instant iso(String text) {
    try {
      return IsoDatetimes.parse(text).toInstant();
    } catch (EvaluationProblem e) {
      return null;
    }
  }

  private static Instant http(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant formatted(String text, String format) {
    try {
      OffsetDateTime moment =
          format.isEmpty() ? null : DateFormats.compile(format).parseOrNull(text);
      return moment == null ? null : moment.toInstant();
    } catch (EvaluationProblem e) {
      return null;
    }
  }
}
