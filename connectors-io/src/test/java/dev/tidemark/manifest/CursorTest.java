package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CursorTest {
  static final Instant NOW = Instant.parse("2024-01-20T06:00:00Z");
  static final String DAYS =
      "datetime_format: '%Y-%m-%d', start_datetime: {datetime: '2024-01-01'}";
  private static final String SECONDS =
      "datetime_format: '%Y-%m-%dT%H:%M:%SZ', start_datetime: {datetime: '2024-01-01T00:00:00Z'}";

  private static String manifest(String cursor) {
    return Manifests.retriever("")
        + "    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, "
        + cursor
        + "}\n";
  }

  private static CursorMark mark(String value, String instant) {
    return new CursorMark(value, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant)));
  }

  static Tidemark at(String value, String instant) {
    return new Tidemark(mark(value, instant), Map.of(), null);
  }

  private static List<String> windows(String cursor, Tidemark tidemark, Instant now) {
    return windows(cursor, tidemark, now, "{}");
  }

  private static List<String> windows(
      String cursor, Tidemark tidemark, Instant now, String config) {
    StreamReader reader = Manifests.open(manifest(cursor), config).reader("items");
    return Readings.slices(reader, tidemark, now).stream()
        .map(Slice::range)
        .map(range -> range.ordinal() + ":" + range.start() + ".." + range.end())
        .toList();
  }

  @Test
  void manyWindowsAreListedInChunks() {
    String cursor = SECONDS + ", step: PT10M, cursor_granularity: PT1S";
    List<String> windows = windows(cursor, Tidemark.NONE, NOW);
    assertThat(windows).hasSize(19 * 144 + 36).doesNotHaveDuplicates();
    assertThat(windows.get(2771)).isEqualTo("2771:2024-01-20T05:50:00Z..2024-01-20T06:00:00Z");
    StreamReader reader = Manifests.open(manifest(cursor), "{}").reader("items");
    assertThat(reader.slices(Tidemark.NONE, NOW, null).slices()).hasSize(1_000);
  }

  @Test
  void theEndAndTheClockOfTemplatesAreThoseOfTheRun() {
    String cursor =
        "datetime_format: '%Y-%m-%d', start_datetime: \"{{ (now_utc() -"
            + " duration('P2D')).strftime('%Y-%m-%d') }}\", end_datetime: {datetime: \"{{"
            + " today_utc() }}\"}";
    assertThat(windows(cursor, Tidemark.NONE, NOW)).containsExactly("0:2024-01-18..2024-01-20");
  }

  @Test
  void aStepThatLeadsNowhereIsAProblem() {
    assertThatThrownBy(
            () -> windows(DAYS + ", step: -P1D, cursor_granularity: P1D", Tidemark.NONE, NOW))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("step must lead forward in time");
    assertThatThrownBy(() -> windows(DAYS + ", step: P1D", Tidemark.NONE, NOW))
        .hasMessageContaining("need each other");
  }

  private static RecordBatch read(String cursor, String... records) {
    try (Stub stub = Stub.inTurn("{\"data\":[" + String.join(",", records) + "]}")) {
      Slice slice =
          new Slice("items", Partition.WHOLE, new Interval(0, "2024-01-01", "2024-01-20"), "{}");
      return Manifests.open(manifest(cursor), stub).reader("items").read(slice, PagePosition.FIRST);
    }
  }

  @Test
  void thePageKnowsItsEarliestAndLatestCursor() { // T29
    RecordBatch page =
        read(
            DAYS + ", cursor_datetime_formats: ['%Y-%m-%dT%H:%M:%S%z']",
            "{\"at\":\"2024-01-05T10:00:00Z\"}",
            "{\"at\":\"2024-01-03\"}",
            "{\"at\":null}",
            "{\"at\":\"soon\"}",
            "{}");
    assertThat(page.earliest()).isEqualTo(mark("2024-01-03", "2024-01-03T00:00:00Z"));
    assertThat(page.latest()).isEqualTo(mark("2024-01-05", "2024-01-05T10:00:00Z"));
    assertThat(page.records()).hasSize(5);
    assertThat(read(DAYS, "{}").latest()).isNull();
  }

  @Test
  void offsetsAreNotNormalizedInTheValueButInTheOrder() { // T30
    String cursor = SECONDS + ", cursor_datetime_formats: ['%Y-%m-%dT%H:%M:%S%z']";
    RecordBatch page = read(cursor, "{\"at\":\"2024-01-10T01:00:00+02:00\"}");
    assertThat(page.latest()).isEqualTo(mark("2024-01-10T01:00:00Z", "2024-01-09T23:00:00Z"));
    Tidemark tidemark = new Tidemark(page.latest(), Map.of(), null);
    assertThat(windows(cursor, tidemark, NOW))
        .containsExactly("0:2024-01-09T23:00:00Z..2024-01-20T06:00:00Z");
  }
}
