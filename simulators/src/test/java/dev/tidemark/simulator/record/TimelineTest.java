package dev.tidemark.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void timesNeverFall() {
    Timeline line = Timeline.over(1_000, FROM, TO).extendedLate(50, Duration.ofDays(1));
    assertThat(seconds(line)).hasSize(1_050).isSorted();
  }

  @Test
  void neighboursShareTimes() {
    assertThat(seconds(Timeline.over(1_000, FROM, TO)).stream().distinct().count())
        .isBetween(300L, 400L);
  }

  @Test
  void extensionMovesNothing() {
    Timeline line = Timeline.over(100, FROM, TO);
    Timeline longer = line.extendedLate(10, Duration.ofDays(1)).extendedLate(2, Duration.ofDays(1));
    assertThat(seconds(longer).subList(0, 100)).isEqualTo(seconds(line));
    assertThat(longer.end()).isEqualTo(TO.plus(Duration.ofDays(2)));
  }

  @Test
  void countsWhatHappenedBefore() {
    Timeline line = Timeline.over(1_000, FROM, TO).extendedLate(50, Duration.ofDays(1));
    List<Long> seconds = seconds(line);
    for (int position : new int[] {0, 1, 500, 999, 1_000, 1_049}) {
      long second = seconds.get(position);
      long before = seconds.stream().filter(other -> other < second).count();
      assertThat(line.countBefore(second)).isEqualTo((int) before);
    }
    assertThat(line.countBefore(Long.MAX_VALUE)).isEqualTo(1_050);
  }

  @Test
  void emptyLineCanBeExtended() {
    Timeline line = Timeline.over(0, FROM, TO);
    assertThat(line.size()).isZero();
    assertThat(line.extendedLate(2, Duration.ofDays(1)).size()).isEqualTo(2);
  }

  private static List<Long> seconds(Timeline line) {
    return IntStream.range(0, line.size()).mapToObj(line::secondAt).toList();
  }
}
