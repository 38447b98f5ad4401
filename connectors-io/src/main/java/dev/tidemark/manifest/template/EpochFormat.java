package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** The formats that count from 1970 on. */
enum EpochFormat implements DatetimeFormat {
  SECONDS("%s", 1_000_000),
  SECONDS_AS_FLOAT("%s_as_float", 1_000_000),
  MILLISECONDS("%ms", 1_000),
  MICROSECONDS("%epoch_microseconds", 1);

  private final String pattern;
  private final long micros;

  EpochFormat(String pattern, long micros) {
    this.pattern = pattern;
    this.micros = micros;
  }

  static Optional<EpochFormat> of(String pattern) {
    return Arrays.stream(values()).filter(format -> format.pattern.equals(pattern)).findFirst();
  }

  @Override
  public OffsetDateTime parseOrNull(String text) {
    try {
      BigDecimal count = count(text);
      return count == null ? null : moment(count.multiply(BigDecimal.valueOf(micros)));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private BigDecimal count(String text) {
    if (this != SECONDS_AS_FLOAT) {
      Object whole = Numbers.parseInteger(text, 10);
      return whole == null ? null : new BigDecimal(Numbers.big(whole));
    }
    Double seconds = Numbers.parseFloat(text);
    return seconds == null || seconds.isNaN() || seconds.isInfinite()
        ? null
        : new BigDecimal(seconds);
  }

  private static OffsetDateTime moment(BigDecimal micros) {
    long whole = micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(whole, 1_000_000L), Math.floorMod(whole, 1_000_000L) * 1_000L);
    OffsetDateTime moment = instant.atOffset(ZoneOffset.UTC);
    return moment.getYear() < 1 || moment.getYear() > 9999 ? null : moment;
  }

  @Override
  public String format(OffsetDateTime moment) {
    long total =
        Math.addExact(
            Math.multiplyExact(moment.toEpochSecond(), 1_000_000L), moment.getNano() / 1_000L);
    return this == SECONDS_AS_FLOAT ? Numbers.text(total / 1e6) : Long.toString(total / micros);
  }

  @Override
  public String pattern() {
    return pattern;
  }
}
