package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaginationResetTest {
  private static final String PAGES =
      """
      paginator:
        type: DefaultPaginator
        pagination_strategy: {type: PageIncrement, page_size: 2, start_from_page: 1}
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
      """;
  private static final String CURSOR =
      """
      incremental_sync:
        type: DatetimeBasedCursor
        cursor_field: at
        datetime_format: "%Y-%m-%d"
        start_datetime: "2024-01-01"
        end_datetime: "2024-12-31"
        start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: since}
      """;
  private static final String REFUSES =
      "path: items, error_handler: {response_filters: [{http_codes: [400], action:"
          + " RESET_PAGINATION}]}";
  private static final Stub.Given TOO_DEEP = Stub.status(400, "{}");

  @Test
  void theRestOfASliceIsReadFromTheNewestCursorOn() {
    try (Stub stub =
        Stub.inTurn(
            page("{\"id\":1,\"at\":\"2024-02-01\"},{\"id\":2,\"at\":\"2024-03-01\"}"),
            TOO_DEEP,
            page("{\"id\":2,\"at\":\"2024-03-01\"},{\"id\":3,\"at\":\"2024-04-01\"}"),
            TOO_DEEP,
            page("{\"id\":3,\"at\":\"2024-04-01\"}"))) {
      StreamReader reader = Manifests.open(split(""), stub).reader("items");
      Slice slice = Readings.slices(reader, Tidemark.NONE, Instant.now()).get(0);
      List<RecordBatch> pages = Readings.pages(reader, slice);
      assertThat(stub.queries())
          .containsExactly(
              "since=2024-01-01",
              "page=2&since=2024-01-01",
              "since=2024-03-01",
              "page=2&since=2024-03-01",
              "since=2024-04-01");
      assertThat(pages).extracting(RecordBatch::page).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(pages).allMatch(page -> page.slice().equals(slice));
      assertThat(ids(pages)).containsExactly(1L, 2L, 2L, 3L, 3L);
    }
  }

  @Test
  void aLimitOfRecordsBeginsPagingAnew() {
    try (Stub stub =
        Stub.inTurn(
            page("{\"id\":1,\"at\":\"2024-02-01\"},{\"id\":2,\"at\":\"2024-03-01\"}"),
            page("{\"id\":2,\"at\":\"2024-03-01\"}"))) {
      String manifest = split("limits: {type: PaginationResetLimits, number_of_records: 2}");
      assertThat(Manifests.read(manifest, stub)).hasSize(3);
      assertThat(stub.queries()).containsExactly("since=2024-01-01", "since=2024-03-01");
    }
  }

  @Test
  void aSliceThatDoesNotGetOnIsAProblem() {
    String record = "{\"id\":1,\"at\":\"2024-03-01\"}";
    try (Stub stub = Stub.inTurn(page(record + "," + record), TOO_DEEP)) {
      assertThatThrownBy(() -> Manifests.read(split(""), stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("no record is newer than where the slice begins already");
      assertThat(stub.queries())
          .containsExactly("since=2024-01-01", "page=2&since=2024-01-01", "since=2024-03-01");
    }
  }

  @Test
  void aSliceWithoutARecordIsAProblemAtOnce() {
    try (Stub stub = Stub.inTurn(TOO_DEEP)) {
      assertThatThrownBy(() -> Manifests.read(split(""), stub)).isInstanceOf(Problem.class);
      assertThat(stub.requests()).hasSize(1);
    }
  }

  @Test
  void withoutACursorTheSliceStartsOverOnce() {
    String manifest = Manifests.retriever(PAGES).replace("path: items", REFUSES);
    try (Stub stub =
        Stub.inTurn(
            page("{\"id\":1},{\"id\":2}"),
            TOO_DEEP,
            page("{\"id\":1},{\"id\":2}"),
            page("{\"id\":3}"))) {
      StreamReader reader = Manifests.open(manifest, stub).reader("items");
      RecordBatch first = reader.read(Slice.whole("items"), PagePosition.FIRST);
      RecordBatch expired = reader.read(Slice.whole("items"), first.following());
      assertThat(expired.startsOver()).isTrue();
      assertThat(expired.records()).isEmpty();
      RecordBatch again = reader.read(Slice.whole("items"), expired.following());
      assertThat(again.page()).isZero();
      RecordBatch last = reader.read(Slice.whole("items"), again.following());
      assertThat(last.page()).isEqualTo(1);
      assertThat(last.isLast()).isTrue();
      assertThat(stub.queries()).containsExactly("", "page=2", "", "page=2");
    }
  }

  @Test
  void aWindowThatHoldsTooMuchIsHalvedAndHalvedAgain() {
    String first = "{\"id\":1,\"at\":\"2024-02-01\"}";
    String second = "{\"id\":2,\"at\":\"2024-06-01\"}";
    try (Stub stub = Stub.inTurn(TOO_DEEP, TOO_DEEP, page(first), page(second), page(""))) {
      StreamReader reader = Manifests.open(halves(""), stub).reader("items");
      Slice slice = Readings.slices(reader, Tidemark.NONE, Instant.now()).get(0);
      List<RecordBatch> pages = Readings.pages(reader, slice);
      assertThat(stub.queries())
          .containsExactly(
              "since=2024-01-01&until=2024-12-31",
              "since=2024-01-01&until=2024-07-01",
              "since=2024-01-01&until=2024-04-01",
              "since=2024-04-01&until=2024-07-01",
              "since=2024-07-01&until=2024-12-31");
      assertThat(pages).extracting(RecordBatch::page).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(pages).noneMatch(RecordBatch::startsOver);
      assertThat(ids(pages)).containsExactly(1L, 2L);
    }
  }

  @Test
  void whatWasReadOfAWindowThatIsHalvedIsForgotten() {
    String one = "{\"id\":1,\"at\":\"2024-02-01\"}";
    String two = "{\"id\":2,\"at\":\"2024-09-01\"}";
    try (Stub stub = Stub.inTurn(page(two + "," + one), page(one), page(two))) {
      String manifest = halves("limits: {type: PaginationResetLimits, number_of_records: 2}");
      StreamReader reader = Manifests.open(manifest, stub).reader("items");
      Slice slice = Readings.slices(reader, Tidemark.NONE, Instant.now()).get(0);
      RecordBatch cut = reader.read(slice, PagePosition.FIRST);
      assertThat(cut.startsOver()).isTrue();
      RecordBatch half = reader.read(slice, cut.following());
      assertThat(half.page()).isZero();
      assertThat(ids(List.of(half, reader.read(slice, half.following())))).containsExactly(1L, 2L);
      assertThat(stub.queries())
          .containsExactly(
              "since=2024-01-01&until=2024-12-31",
              "since=2024-01-01&until=2024-07-01",
              "since=2024-07-01&until=2024-12-31");
    }
  }

  @Test
  void aWindowThatCanNotBeHalvedIsAProblem() {
    try (Stub stub = Stub.inTurn(TOO_DEEP)) {
      String manifest = halves("").replace("2024-12-31", "2024-01-03");
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .hasMessageContaining("the window from 2024-01-01 to 2024-01-02 holds too much");
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void onlyAStreamWithACursorHasWindowsToHalve() {
    String reset = "pagination_reset: {type: PaginationReset, action: HALVE_WINDOW}\n";
    assertThatThrownBy(() -> Manifests.open(Manifests.retriever(reset + PAGES), "{}"))
        .hasMessageContaining("needs a stream with incremental_sync");
  }

  private static String halves(String limits) {
    return split(limits)
        .replace("SPLIT_USING_CURSOR", "HALVE_WINDOW")
        .replaceFirst(
            "( +)start_time_option: (.*)since}",
            "$1start_time_option: $2since}\n$1end_time_option: $2until}");
  }

  @Test
  void aSecondTimeIsAProblem() {
    String manifest = Manifests.retriever(PAGES).replace("path: items", REFUSES);
    try (Stub stub = Stub.inTurn(TOO_DEEP)) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .hasMessage(
              "stream items: paging must begin anew a second time within one slice; the source"
                  + " said: {}");
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void resetLeavesTheSliceAsItIsEvenWithACursor() {
    String manifest = split("").replace("SPLIT_USING_CURSOR", "RESET");
    try (Stub stub = Stub.inTurn(TOO_DEEP, page("{\"id\":1,\"at\":\"2024-02-01\"}"))) {
      assertThat(Manifests.read(manifest, stub)).hasSize(1);
      assertThat(stub.queries()).containsExactly("since=2024-01-01", "since=2024-01-01");
    }
  }

  @Test
  void limitsExcludeAFilter() {
    String manifest =
        split("limits: {number_of_records: 2}")
            .replace(
                "{field_path: [data]}}", "{field_path: [data]}, record_filter: {condition: x}}");
    assertThatThrownBy(() -> Manifests.open(manifest, "{}"))
        .hasMessageContaining("streams[0].retriever.pagination_reset.limits")
        .hasMessageContaining("can't be had together with a record_filter");
  }

  private static String split(String limits) {
    String reset = "pagination_reset:\n  type: PaginationReset\n  action: SPLIT_USING_CURSOR\n";
    String text =
        CURSOR
            + "retriever:\n"
            + ("type: SimpleRetriever\n"
                    + "requester: {type: HttpRequester, url_base: \"https://api.example.com\", "
                    + REFUSES
                    + "}\n"
                    + "record_selector: {extractor: {field_path: [data]}}\n"
                    + reset
                    + limits.indent(2)
                    + PAGES)
                .indent(2);
    return Manifests.stream(text);
  }

  private static Stub.Given page(String records) {
    return Stub.json("{\"data\":[" + records + "]}");
  }

  private static List<Object> ids(List<RecordBatch> pages) {
    return pages.stream()
        .flatMap(page -> page.records().stream())
        .map(record -> record.get("id"))
        .toList();
  }
}
