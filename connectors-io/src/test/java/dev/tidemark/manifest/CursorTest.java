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
  void windowsEndOneGranuleBeforeTheNextStarts() { // T28
    assertThat(windows(DAYS + ", step: P10D, cursor_granularity: P1D", Tidemark.NONE, NOW))
        .containsExactly("0:2024-01-01..2024-01-10", "1:2024-01-11..2024-01-20");
    assertThat(windows(DAYS + ", step: P10D, cursor_granularity: PT0S", Tidemark.NONE, NOW))
        .containsExactly("0:2024-01-01..2024-01-11", "1:2024-01-11..2024-01-20");
  }

  @Test
  void monthsAreAddedToTheCutBefore() { // T28
    String cursor =
        "datetime_format: '%Y-%m-%d', start_datetime: {datetime: '2024-01-31'}, step: P1M,"
            + " cursor_granularity: P1D";
    assertThat(windows(cursor, Tidemark.NONE, Instant.parse("2024-04-10T00:00:00Z")))
        .containsExactly(
            "0:2024-01-31..2024-02-28", "1:2024-02-29..2024-03-28", "2:2024-03-29..2024-04-10");
  }

  @Test
  void withoutAStepThereIsOneWindow() {
    assertThat(windows(SECONDS, Tidemark.NONE, NOW))
        .containsExactly("0:2024-01-01T00:00:00Z..2024-01-20T06:00:00Z");
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
  void readingGoesOnFromTheTidemarkLessTheLookback() {
    Tidemark tidemark = at("2024-01-10", "2024-01-10T00:00:00Z");
    assertThat(windows(DAYS, tidemark, NOW)).containsExactly("0:2024-01-10..2024-01-20");
    assertThat(windows(DAYS + ", lookback_window: P3D", tidemark, NOW))
        .containsExactly("0:2024-01-07..2024-01-20");
    assertThat(windows(DAYS + ", lookback_window: P30D", tidemark, NOW))
        .containsExactly("0:2024-01-01..2024-01-20");
    assertThat(
            windows(
                DAYS + ", lookback_window: \"P{{ config.days }}D\"", tidemark, NOW, "{\"days\":2}"))
        .containsExactly("0:2024-01-08..2024-01-20");
  }

  @Test
  void aTidemarkBeforeTheStartCountsAsTheStart() {
    assertThat(windows(DAYS, at("2023-05-01", "2023-05-01T00:00:00Z"), NOW))
        .containsExactly("0:2024-01-01..2024-01-20");
  }

  @Test
  void aTidemarkAtOrAfterTheEndLeavesNothingToRead() {
    assertThat(windows(SECONDS, at("2024-01-20T06:00:00Z", "2024-01-20T06:00:00Z"), NOW)).isEmpty();
    assertThat(windows(DAYS, at("2024-02-01", "2024-02-01T00:00:00Z"), NOW)).isEmpty();
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
  void startsAreBoundedAndMayHaveTheirOwnFormat() {
    String cursor =
        "datetime_format: '%s', start_datetime: {datetime: \"{{ config.start }}\", datetime_format:"
            + " '%Y-%m-%d', min_datetime: '2024-01-05', max_datetime: '2024-01-10'}";
    assertThat(windows(cursor, Tidemark.NONE, NOW, "{\"start\":\"2024-01-01\"}"))
        .containsExactly("0:1704412800..1705730400");
    assertThat(windows(cursor, Tidemark.NONE, NOW, "{\"start\":\"2024-01-15\"}"))
        .containsExactly("0:1704844800..1705730400");
  }

  @Test
  void aStartInAnotherFormatIsAProblem() {
    String cursor =
        "datetime_format: '%Y-%m-%d', start_datetime: {datetime: \"{{ config.start }}\"}";
    assertThatThrownBy(
            () -> windows(cursor, Tidemark.NONE, NOW, "{\"start\":\"2024-01-01T00:00:00Z\"}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(
            "streams[0].incremental_sync.start_datetime: '2024-01-01T00:00:00Z' is not a date in"
                + " the format '%Y-%m-%d'");
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

  @Test
  void numbersMayBeCursors() {
    assertThat(
            read("datetime_format: '%s', start_datetime: {datetime: '0'}", "{\"at\":1704844800}")
                .latest())
        .isEqualTo(mark("1704844800", "2024-01-10T00:00:00Z"));
  }

  @Test
  void theCursorIsReadAfterTransformations() { // T32
    String added =
        "    transformations: [{type: AddFields, fields: [{path: [at], value: \"2024-01-02\"}]}]\n";
    String removed = "    transformations: [{type: RemoveFields, field_pointers: [[at]]}]\n";
    try (Stub stub = Stub.inTurn("{\"data\":[{\"at\":\"2024-01-09\"}]}")) {
      assertThat(
              Readings.pages(Manifests.open(manifest(DAYS) + added, stub), "items", Tidemark.NONE)
                  .get(0)
                  .latest()
                  .value())
          .isEqualTo("2024-01-02");
      assertThat(
              Readings.pages(Manifests.open(manifest(DAYS) + removed, stub), "items", Tidemark.NONE)
                  .get(0)
                  .latest())
          .isNull();
    }
  }

  @Test
  void theBoundsOfAWindowGoIntoTheRequest() {
    String options =
        ", start_time_option: {inject_into: request_parameter, field_name: since}, end_time_option:"
            + " {inject_into: header, field_name: X-Until}";
    String manifest =
        manifest(DAYS + options + ", end_datetime: {datetime: '2024-01-20'}")
            .replace(
                "path: items",
                "path: \"{{ stream_interval['start_time'] }}/{{ stream_slice.end_time }}\"");
    try (Stub stub = Stub.inTurn("{}")) {
      Manifests.read(manifest, stub);
      assertThat(stub.uris()).containsExactly("/api/2024-01-01/2024-01-20?since=2024-01-01");
      assertThat(stub.requests().get(0).headers()).containsEntry("X-Until", "2024-01-20");
    }
  }

  @Test
  void theNamesOfTheBoundsMayBeOthers() {
    String manifest =
        manifest(
                DAYS
                    + ", partition_field_start: a, partition_field_end: b, end_datetime:"
                    + " '2024-01-20'")
            .replace("path: items", "path: \"{{ stream_slice.a }}/{{ stream_slice.b }}\"");
    try (Stub stub = Stub.inTurn("{}")) {
      Manifests.read(manifest, stub);
      assertThat(stub.uris()).containsExactly("/api/2024-01-01/2024-01-20");
    }
  }

  @Test
  void eachPartHasItsOwnProgress() {
    String manifest =
        Manifests.retriever(
                "partition_router: {type: ListPartitionRouter, cursor_field: k, values: [a, b]}")
            + "    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, "
            + DAYS
            + "}\n";
    StreamReader reader = Manifests.open(manifest, "{}").reader("items");
    Tidemark tidemark =
        new Tidemark(
            null, Map.of("{\"k\":\"b\"}", mark("2024-01-15", "2024-01-15T00:00:00Z")), null);
    assertThat(Readings.slices(reader, tidemark, NOW))
        .extracting(Slice::id)
        .containsExactly(
            "{\"k\":\"a\"}@2024-01-01..2024-01-20", "{\"k\":\"b\"}@2024-01-15..2024-01-20");
  }

  @Test
  void theStreamNamesItsCursor() {
    assertThat(Manifests.open(manifest(DAYS), "{}").streams().get(0).cursorField()).isEqualTo("at");
  }
}
