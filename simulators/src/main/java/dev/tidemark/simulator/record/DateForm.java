package dev.tidemark.simulator.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The ways in which the APIs write an instant: {@code DateForm.MILLIS.write(second)}. */
public enum DateForm {
  /** {@code 2024-01-31T09:30:00+00:00}. */
  UTC_OFFSET(0, "+00:00"),
  /** {@code 2024-01-31T05:30:00-04:00}: the same instant seen from New York in summer. */
  WEST(-4, "-04:00"),
  /** {@code 2024-01-31T09:30:00.000Z}. */
  MILLIS(0, ".000Z"),
  /** {@code 2024-01-31T09:30:00Z}. */
  ZULU(0, "Z"),
  /** {@code 2024-01-31T09:30:00}: no zone, and UTC is meant. */
  NO_ZONE(0, ""),
  /** {@code 2024-01-31}: the day alone. */
  DAY(0, null);

  private static final int SECONDS_IN_DAY = 86_400;

  private final int hours;
  private final String ending;

  DateForm(int hours, String ending) {
    this.hours = hours;
    this.ending = ending;
  }

  /** The text for a second since 1970. */
  public String write(long epochSecond) {
    long local = epochSecond + hours * 3600L;
    byte[] text = new byte[ending == null ? 10 : 19 + ending.length()];
    day(text, LocalDate.ofEpochDay(Math.floorDiv(local, SECONDS_IN_DAY)));
    if (ending != null) {
      time(text, Math.floorMod(local, SECONDS_IN_DAY));
      for (int i = 0; i < ending.length(); i++) {
        text[19 + i] = (byte) ending.charAt(i);
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads any of these forms, and other ISO 8601 offsets.
   *
   * @throws DateTimeParseException when it is none
   */
  public static Instant read(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /** The first whole second that is not before an instant. */
  public static long secondFrom(Instant instant) {
    return instant.getNano() > 0 ? instant.getEpochSecond() + 1 : instant.getEpochSecond();
  }

  private static void day(byte[] text, LocalDate date) {
    two(text, 0, date.getYear() / 100);
    two(text, 2, date.getYear() % 100);
    text[4] = '-';
    two(text, 5, date.getMonthValue());
    text[7] = '-';
    two(text, 8, date.getDayOfMonth());
  }

  private static void time(byte[] text, int second) {
    text[10] = 'T';
    two(text, 11, second / 3600);
    text[13] = ':';
    two(text, 14, second / 60 % 60);
    text[16] = ':';
    two(text, 17, second % 60);
  }

  private static void two(byte[] text, int at, int value) {
    text[at] = (byte) ('0' + value / 10);
    text[at + 1] = (byte) ('0' + value % 10);
  }
}
