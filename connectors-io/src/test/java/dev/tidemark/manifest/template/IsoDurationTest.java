package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "P1D, PT24H",
    "P10D, PT240H",
    "P2W, PT336H",
    "PT1S, PT1S",
    "PT0S, PT0S",
    "PT0.001S, PT0.001S",
    "PT0.000001S, PT0.000001S",
    "P1DT2H3M4S, PT26H3M4S",
    "PT1.5H, PT1H30M",
    "'PT0,5S', PT0.5S",
    "-P1D, PT-24H",
    "P0.5D, PT12H"
  })
  void fixedLengthsAreExact(String iso, Duration length) {
    IsoDuration duration = IsoDuration.parse(iso);

    assertThat(duration.time()).isEqualTo(length);
    assertThat(duration.isCalendar()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "P1M, 2024-01-31T00:00Z, 2024-02-29T00:00Z", "P1M, 2024-02-29T00:00Z, 2024-03-29T00:00Z",
        "P1Y, 2024-02-29T00:00Z, 2025-02-28T00:00Z",
    "P1Y1M, 2023-12-31T10:00+02:00, 2025-01-31T10:00+02:00",
        "P1M1DT1H, 2024-01-31T00:00Z, 2024-03-01T01:00Z",
        "-P1M, 2024-03-31T00:00Z, 2024-02-29T00:00Z"
  })
  void calendarDurationsMoveByMonthsAndClipTheDay(
      String iso, OffsetDateTime start, OffsetDateTime end) {
    assertThat(IsoDuration.parse(iso).isCalendar()).isTrue();
    assertThat(IsoDuration.parse(iso).addTo(start)).isEqualTo(end);
  }

  @Test
  void subtractingTakesMonthsAwayFirst() {
    OffsetDateTime end = OffsetDateTime.parse("2024-03-31T00:00Z");

    assertThat(IsoDuration.parse("P1M1D").subtractFrom(end)).isEqualTo("2024-02-28T00:00Z");
    assertThat(IsoDuration.of(Duration.ofNanos(1_999)).subtractFrom(end))
        .isEqualTo("2024-03-30T23:59:59.999999Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "P", "1D", "P1", "P1H", "P1D2H", "P1.5M", "P99999999999Y", "p1d", "P 1D"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> IsoDuration.parse(text)).isInstanceOf(EvaluationProblem.class);
  }

  @Test
  void refusesToLeaveTheCalendar() {
    OffsetDateTime start = OffsetDateTime.parse("2024-01-01T00:00Z");

    assertThatThrownBy(() -> IsoDuration.parse("P999999999Y").addTo(start))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessageContaining("out of range");
  }
}
