package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PagingTest {
  private static final String PAGE =
      "{type: RequestOption, inject_into: request_parameter, field_name: page}";
  private static final String SIZE =
      "{type: RequestOption, inject_into: request_parameter, field_name: size}";

  static String manifest(String strategy) {
    return manifest(strategy, "");
  }

  static String manifest(String strategy, String more) {
    return Manifests.retriever(
        """
        paginator:
          type: DefaultPaginator
          page_token_option: %s
          pagination_strategy: %s
        """
                .formatted(PAGE, strategy)
            + more);
  }

  /** A page of so many records, whose ids go on from {@code first}. */
  static String page(int first, int count, String more) {
    String records =
        IntStream.range(first, first + count)
            .mapToObj(i -> "{\"id\":" + i + "}")
            .collect(Collectors.joining(","));
    return "{\"data\":[" + records + "]" + more + "}";
  }

  static String page(int first, int count) {
    return page(first, count, "");
  }

  static List<String> queries(String manifest, String... bodies) {
    try (Stub stub = Stub.inTurn(bodies)) {
      Manifests.read(manifest, stub);
      return stub.queries();
    }
  }

  @Test
  void pageNumbersAreSentFromTheSecondRequestOn() { // T18
    assertThat(
            queries(
                manifest("{type: PageIncrement, page_size: 2, start_from_page: 1}"),
                page(0, 2),
                page(2, 1)))
        .containsExactly("", "page=2");
    String injecting =
        "{type: PageIncrement, page_size: 2, start_from_page: 1, inject_on_first_request: true}";
    assertThat(queries(manifest(injecting), page(0, 2), page(2, 2), page(4, 0)))
        .containsExactly("page=1", "page=2", "page=3");
  }

  @Test
  void countersStartFromZeroUnlessToldOtherwise() {
    assertThat(
            queries(
                manifest("{type: PageIncrement, page_size: 1, inject_on_first_request: true}"),
                page(0, 1),
                page(1, 0)))
        .containsExactly("page=0", "page=1");
  }

  @Test
  void offsetsMoveByWhatCame() { // T19
    assertThat(
            queries(
                manifest("{type: OffsetIncrement, page_size: 2}"),
                page(0, 2),
                page(2, 2),
                page(4, 1)))
        .containsExactly("", "page=2", "page=4");
    assertThat(queries(manifest("{type: OffsetIncrement}"), page(0, 2), page(2, 1), page(3, 0)))
        .containsExactly("", "page=2", "page=3");
    assertThat(
            queries(
                manifest("{type: OffsetIncrement, page_size: 2, inject_on_first_request: true}"),
                page(0, 3),
                page(3, 0)))
        .containsExactly("page=0", "page=3");
  }

  @Test
  void aPageSizeMayComeFromTheConfigOrTheAnswer() {
    String fromAnswer = "{type: OffsetIncrement, page_size: \"{{ response.max }}\"}";
    assertThat(queries(manifest(fromAnswer), page(0, 2, ",\"max\":2"), page(2, 1, ",\"max\":2")))
        .containsExactly("", "page=2");
    try (Stub stub = Stub.inTurn(page(0, 2), page(2, 1))) {
      Manifests.read(
          manifest("{type: PageIncrement, page_size: \"{{ config.size }}\"}"),
          stub,
          "{\"size\":2}");
      assertThat(stub.queries()).containsExactly("", "page=1");
    }
  }

  @Test
  void aPageSizeThatIsNoNumberIsAProblem() {
    try (Stub stub = Stub.inTurn(page(0, 2))) {
      assertThatThrownBy(
              () ->
                  Manifests.read(
                      manifest("{type: PageIncrement, page_size: \"{{ config.size }}\"}"),
                      stub,
                      "{\"size\":\"many\"}"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("page_size must be a whole number, but it came out as 'many'");
    }
  }

  @Test
  void thePageSizeIsSentWithEveryRequest() {
    String manifest =
        Manifests.retriever(
            "paginator: {type: DefaultPaginator, page_size_option: %s, page_token_option: %s, pagination_strategy: %s}"
                .formatted(SIZE, PAGE, "{type: PageIncrement, page_size: 2}"));
    assertThat(queries(manifest, page(0, 2), page(2, 1)))
        .containsExactly("size=2", "size=2&page=1");
  }

  @Test
  void aFilterThatDropsAPageDoesNotEndPaging() { // T20
    String manifest =
        manifest("{type: PageIncrement, page_size: 2}")
            .replace(
                "field_path: [data]}",
                "field_path: [data]}, record_filter: {condition: \"{{ record.id > 1 }}\"}");
    assertThat(queries(manifest, page(0, 2), page(2, 1))).containsExactly("", "page=1");
  }

  @Test
  void cursorsSeeThePageAsItIsAfterFiltering() { // T20
    String strategy =
        "{type: CursorPagination, cursor_value: \"{{ last_page_size }}{{ last_record }}\","
            + " stop_condition: \"{{ response.last }}\"}";
    String manifest =
        manifest(strategy)
            .replace(
                "field_path: [data]}",
                "field_path: [data]}, record_filter: {condition: \"{{ record.id > 9 }}\"}");
    assertThat(queries(manifest, page(0, 2), page(2, 2, ",\"last\":true")))
        .containsExactly("", "page=0None");
  }

  @Test
  void cursorsSeeTheAnswerAsItWasBeforeTransformations() {
    String strategy =
        "{type: CursorPagination, cursor_value: \"{{ response.data[-1].id }}-{{"
            + " last_record.get('id', 'gone') }}\", stop_condition: \"{{ response.last }}\"}";
    String manifest =
        manifest(strategy)
            + "    transformations: [{type: RemoveFields, field_pointers: [[id]]}]\n";
    assertThat(queries(manifest, page(0, 2), page(2, 1, ",\"last\":true")))
        .containsExactly("", "page=1-gone");
    String early =
        manifest(
            "{type: CursorPagination, cursor_value: \"{{ response.data[-1].id }}\", stop_condition:"
                + " \"{{ response.last }}\"}");
    assertThat(
            queries(
                early + "    transformations: [{type: RemoveFields, field_pointers: [[id]]}]\n",
                page(0, 2),
                page(2, 1, ",\"last\":true")))
        .containsExactly("", "page=1");
  }

  @Test
  void forAnArrayTheResponseIsItsFirstElement() { // T21
    String strategy =
        "{type: CursorPagination, cursor_value: \"{{ response.id }}\", stop_condition: \"{{"
            + " last_page_size < 2 }}\"}";
    String manifest = manifest(strategy).replace("field_path: [data]", "field_path: []");
    assertThat(queries(manifest, "[{\"id\":7},{\"id\":8}]", "[]")).containsExactly("", "page=7");
  }

  @Test
  void tokensThatAreFalseEndPaging() { // T22
    String manifest = manifest("{type: CursorPagination, cursor_value: \"{{ response.next }}\"}");
    for (String next : List.of("0", "\"0\"", "null", "\"\"", "false", "{}")) {
      assertThat(queries(manifest, page(0, 1, ",\"next\":" + next))).containsExactly("");
    }
    assertThat(queries(manifest, page(0, 1, ",\"next\":\"007\""), page(1, 1)))
        .containsExactly("", "page=007");
  }

  @Test
  void headersAreFoundAndLinksParsed() { // T23
    String strategy =
        "{type: CursorPagination, cursor_value: \"{{ headers['link']['next']['url'] }}\","
            + " stop_condition: \"{{ 'next' not in headers['link'] }}\"}";
    try (Stub stub =
        Stub.inTurn(
            Stub.json(page(0, 1))
                .with("Link", "<https://h/?p=1>; rel=\"first\", <https://h/?p=2>; rel=\"next\""),
            Stub.json(page(1, 1)).with("Link", "<https://h/?p=1>; rel=\"first\""))) {
      Manifests.read(manifest(strategy), stub);
      assertThat(stub.queries()).containsExactly("", "page=https%3A%2F%2Fh%2F%3Fp%3D2");
    }
    try (Stub stub =
        Stub.inTurn(Stub.json(page(0, 1)).with("X-Next", "a"), Stub.json(page(1, 1)))) {
      Manifests.read(
          manifest("{type: CursorPagination, cursor_value: \"{{ headers.get('X-Next', '') }}\"}"),
          stub);
      assertThat(stub.queries()).containsExactly("", "page=a");
    }
  }

  @Test
  void tokensMayServeTemplatesOnly() {
    String manifest =
        Manifests.retriever(
                "paginator: {type: DefaultPaginator, pagination_strategy: {type: PageIncrement,"
                    + " page_size: 1}}")
            .replace(
                "path: items",
                "path: \"items/{{ next_page_token['next_page_token'] if next_page_token else"
                    + " 'first' }}\"");
    try (Stub stub = Stub.inTurn(page(0, 1), page(1, 0))) {
      Manifests.read(manifest, stub);
      assertThat(stub.uris()).containsExactly("/api/items/first", "/api/items/1");
    }
  }

  @Test
  void readingGoesOnFromAnyPositionInAnotherReader() {
    String manifest = manifest("{type: CursorPagination, cursor_value: \"{{ response.next }}\"}");
    try (Stub stub =
        Stub.inTurn(page(0, 1, ",\"next\":\"a\""), page(1, 1, ",\"next\":\"b\""), page(2, 1))) {
      StreamReader first = Manifests.open(manifest, stub).reader("items");
      RecordBatch one = first.read(Slice.whole("items"), PagePosition.FIRST);
      StreamReader second = Manifests.open(manifest, stub).reader("items");
      RecordBatch two = second.read(Slice.whole("items"), one.following());
      assertThat(two.page()).isEqualTo(1);
      assertThat(two.following().index()).isEqualTo(2);
      assertThat(first.read(Slice.whole("items"), two.following()).isLast()).isTrue();
      assertThat(stub.queries()).containsExactly("", "page=a", "page=b");
    }
  }

  @Test
  void withoutAPaginatorThereIsOneRequest() {
    assertThat(queries(Manifests.retriever("paginator: {type: NoPagination}"), page(0, 9)))
        .containsExactly("");
    assertThat(queries(Manifests.retriever(""), page(0, 9))).containsExactly("");
  }
}
