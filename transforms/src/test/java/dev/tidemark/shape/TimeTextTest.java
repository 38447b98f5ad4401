package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Seeds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {
  private static final long FIRST = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();

  private final TimeText time = new TimeText();

  /** What the facts of our five sources show, and what other APIs write. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "2015-11-01T00:00:00+00:00        | 2015-11-01T00:00:00Z",
        "2015-11-01T00:00:00-04:00        | 2015-11-01T04:00:00Z",
        "2015-11-01T01:02:03.000Z         | 2015-11-01T01:02:03Z",
        "2016-03-24T21:05:50Z             | 2016-03-24T21:05:50Z",
        "2017-10-17T07:37:00-07:00        | 2017-10-17T14:37:00Z",
        "2022-11-13 12:11:10Z             | 2022-11-13T12:11:10Z",
        "2021-07-25T15:33:04.000000Z      | 2021-07-25T15:33:04Z",
        "2021-07-25T15:33:04.123456+05:30 | 2021-07-25T10:03:04.123456Z",
        "2017-10-17 07:37:00 -0700        | 2017-10-17T14:37:00Z",
        "2019-05-24 17:44:50 UTC          | 2019-05-24T17:44:50Z",
        "2019-05-24 17:44:50 Z            | 2019-05-24T17:44:50Z",
        "2019-05-24T17:44:50GMT           | 2019-05-24T17:44:50Z",
        "2019-05-24t17:44z                | 2019-05-24T17:44:00Z",
        "2019-05-24T17:44:50,5+02         | 2019-05-24T15:44:50.5Z",
        "2019-05-24T17:44:50-1800         | 2019-05-25T11:44:50Z",
        "Fri, 24 May 2019 17:44:50 +0000  | 2019-05-24T17:44:50Z",
        "Sat, 4 May 2019 17:44:50 -0730   | 2019-05-05T01:14:50Z",
        "24 May 2019 17:44:50 GMT         | 2019-05-24T17:44:50Z",
        "4 MAY 2019 17:44 UTC             | 2019-05-04T17:44:00Z"
      })
  void readsAnInstant(String text, Instant instant) {
    assertThat(time.parse(text)).isTrue();
    assertThat(time.micros()).isEqualTo(micros(instant));
    assertThat(time.hasZone() && time.hasTime() && !time.truncated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2015-11-01T00:00:00, 2015-11-01T00:00:00Z",
    "2022-08-09T06:18:12.365542, 2022-08-09T06:18:12.365542Z",
    "2022-08-09 06:18, 2022-08-09T06:18:00Z"
  })
  void takesATimeWithoutAZoneAsUtc(String text, Instant instant) {
    assertThat(time.parse(text)).isTrue();
    assertThat(time.micros()).isEqualTo(micros(instant));
    assertThat(time.hasZone()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01", "1969-12-31", "2024-02-29", "0001-01-01", "9999-12-31"})
  void readsADateAlone(String text) {
    assertThat(time.parse(text)).isTrue();
    assertThat(time.days()).isEqualTo(LocalDate.parse(text).toEpochDay());
    assertThat(time.hasTime() || time.hasZone() || !time.isMidnight()).isFalse();
  }

  @Test
  void readsRandomInstantsAsJavaTimeDoes() {
    Random random = Seeds.random();
    for (int i = 0; i < 200_000; i++) {
      OffsetDateTime expected = randomTime(random);
      String text = iso(expected, random);
      assertThat(time.parse(text)).as(text).isTrue();
      assertThat(time.micros()).as(text).isEqualTo(micros(expected.toInstant()));
      assertThat(time.truncated()).as(text).isEqualTo(expected.getNano() % 1_000 != 0);
    }
  }

  @Test
  void readsRandomMailDatesAsJavaTimeDoes() {
    Random random = Seeds.random();
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime expected = randomTime(random).truncatedTo(ChronoUnit.SECONDS);
      String text = expected.format(DateTimeFormatter.RFC_1123_DATE_TIME);
      assertThat(time.parse(text)).as(text).isTrue();
      assertThat(time.micros()).as(text).isEqualTo(micros(expected.toInstant()));
    }
  }

  @Test
  void readsEveryDayOfFourCenturies() {
    LocalDate day = LocalDate.of(1799, 12, 31);
    for (int i = 0; i < 146_097; i++, day = day.plusDays(1)) {
      assertThat(time.parse(day.toString())).isTrue();
      assertThat(time.days()).isEqualTo(day.toEpochDay());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "2100-02-29",
        "2024-02-30",
        "2024-04-31",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "2024-01-32",
        "0000-01-01",
        "2024-06-01T24:00:00Z",
        "2024-06-01T12:60:00Z",
        "2024-06-01T12:00:61Z",
        "2024-06-01T12:00:00+19:00",
        "2024-06-01T12:00:00+18:01",
        "2024-06-01T12:00:00+02:60",
        "29 Feb 2023 10:00:00 GMT",
        "31 Apr 2024 10:00:00 GMT",
        "0 May 2024 10:00:00 GMT",
        "Thu, 24 May 2019 17:44:50 +0000"
      })
  void refusesWhatIsNoPointInTime(String text) {
    assertThat(time.parse(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "2024",
        "2024-05",
        "2024-05-06T",
        "2024-05-06T07",
        "2024-05-06T07:08:",
        "2024-5-6",
        "24-05-06",
        "02024-05-06",
        "2024/05/06",
        "20240506",
        "20240506T070809Z",
        "2024-05-06T07:08:09.Z",
        "2024-05-06T07:08:09.",
        "2024-05-06T07:08:09 ",
        "2024-05-06T07:08:09+",
        "2024-05-06T07:08:09+02:",
        "2024-05-06T07:08:09+2",
        "2024-05-06T07:08:09+020",
        "2024-05-06T07:08:09+02:00x",
        "2024-05-06T07:08:09ZZ",
        "2024-05-06T07:08:09 PST",
        "2024-05-06T07:08:09[UTC]",
        " 2024-05-06",
        "2024-05-06 ",
        "２０２４-05-06",
        "1714979289",
        "05/06/2024",
        "Fri, 24 May 2019",
        "24 May 2019 17:44:50",
        "24 May 19 17:44:50 GMT",
        "Fri 24 May 2019 17:44:50 GMT",
        "Fri, 24 Mai 2019 17:44:50 GMT",
        "Xyz, 24 May 2019 17:44:50 GMT",
        "Fri,24 May 2019 17:44:50 GMT",
        "Fri, "
      })
  void refusesTextOfAnotherForm(String text) {
    assertThat(time.parse(text)).isFalse();
  }

  @Test
  void neitherThrowsNorAgreesToMoreThanJavaTimeForDamagedText() {
    Random random = Seeds.random();
    for (int i = 0; i < 100_000; i++) {
      char[] text = "2024-05-06T07:08:09+02:00".toCharArray();
      text[random.nextInt(text.length)] = (char) (' ' + random.nextInt(95));
      String damaged = new String(text);
      boolean accepted = time.parse(damaged);
      if (accepted && !damaged.matches(".*:60[+-].*")) {
        String strict = damaged.replaceFirst("[t ]", "T").replace(",", ".");
        assertThat(micros(OffsetDateTime.parse(strict).toInstant())).isEqualTo(time.micros());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2015-06-30T23:59:60.5Z, 2015-07-01T00:00:00.5Z",
    "2016-12-31T15:59:60-08:00, 2017-01-01T00:00:00Z"
  })
  void takesALeapSecondAsTheFirstOfTheNextMinute(String text, Instant instant) {
    assertThat(time.parse(text)).isTrue();
    assertThat(time.micros()).isEqualTo(micros(instant));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01T00:00:00.123456789Z, 2024-01-01T00:00:00.123456Z, true",
    "2024-01-01T00:00:00.123456000Z, 2024-01-01T00:00:00.123456Z, false",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z, true",
    "2024-01-01T00:00:00.1Z, 2024-01-01T00:00:00.1Z, false"
  })
  void tellsWhetherItCutDigitsOff(String text, Instant instant, boolean truncated) {
    assertThat(time.parse(text)).isTrue();
    assertThat(time.micros()).isEqualTo(micros(instant));
    assertThat(time.truncated()).isEqualTo(truncated);
  }

  @Test
  void forgetsWhatItReadBefore() {
    time.parse("2024-01-01T00:00:00.123456789Z");
    assertThat(time.parse("1970-01-02")).isTrue();
    assertThat(time.truncated() || time.hasZone() || time.hasTime()).isFalse();
    assertThat(time.micros()).isEqualTo(TimeText.DAY);
  }

  @Test
  void formatsSoThatItReadsTheSameAgain() {
    Random random = Seeds.random();
    for (int i = 0; i < 20_000; i++) {
      long micros = micros(randomTime(random).toInstant());
      String text = TimeText.format(micros);
      assertThat(time.parse(text)).as(text).isTrue();
      assertThat(time.micros()).as(text).isEqualTo(micros);
    }
  }

  @Test
  void formatsBeforeAndAfterTheEpoch() {
    assertThat(TimeText.format(-1)).isEqualTo("1969-12-31 23:59:59.999999");
    assertThat(TimeText.format(0)).isEqualTo("1970-01-01 00:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00:00", "23:59", "12:34:56", "12:34:56.7", "23:59:59.999999"})
  void readsATimeOfDay(String text) {
    assertThat(time.parseTimeOfDay(text)).isEqualTo(LocalTime.parse(text).toNanoOfDay() / 1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "12", "12:", "1:30", "24:00", "12:60", "12:34:61", "12:34Z", "12:34:56.", "x"})
  void refusesWhatIsNoTimeOfDay(String text) {
    assertThat(time.parseTimeOfDay(text)).isNegative();
  }

  private static OffsetDateTime randomTime(Random random) {
    long second = FIRST + (long) (random.nextDouble() * (LAST - FIRST));
    long step = (long) Math.pow(10, random.nextInt(10));
    long nano = random.nextInt(1_000_000_000) / step * step;
    int offset = random.nextInt(3) == 0 ? 0 : random.nextInt(2 * 18 * 60 + 1) - 18 * 60;
    return Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
  }

  private static String iso(OffsetDateTime time, Random random) {
    String fraction = String.format(Locale.ROOT, "%09d", time.getNano()).replaceFirst("0+$", "");
    String date = time.toLocalDate() + (random.nextBoolean() ? "T" : " ");
    String clock = String.format(Locale.ROOT, "%tT", time);
    String zone = time.getOffset().getId();
    zone = random.nextBoolean() ? zone.replace(":", "") : zone;
    zone = zone.endsWith("00") && random.nextBoolean() ? zone.replaceFirst(":?00$", "") : zone;
    String blank = !zone.equals("Z") && random.nextInt(4) == 0 ? " " : "";
    return date + clock + (fraction.isEmpty() ? "" : "." + fraction) + blank + zone;
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
