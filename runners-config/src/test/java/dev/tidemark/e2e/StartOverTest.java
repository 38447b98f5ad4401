package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import dev.tidemark.sync.WriteMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs of slices that start over, and of slices that a job prepares. */
class StartOverTest {
  @TempDir Path folder;

  private SmallApi api;

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whatWasStagedOfASliceThatStartsOverIsNotThereTwice() throws IOException {
    api =
        SmallApi.answering(
            path ->
                switch (path) {
                  case "/items" -> "[{\"n\":1},{\"n\":2}]";
                  case "/items?page=2" -> "[{\"n\":3},{\"n\":4}]";
                  case "/items?page=3" -> api.asked().size() < 4 ? SmallApi.GONE : "[{\"n\":5}]";
                  default -> throw new IllegalStateException(path);
                });
    Tidemark tidemark =
        tidemark(
            """
            type: SimpleRetriever
            requester:
              url_base: BASE
              path: items
              error_handler: {response_filters: [{http_codes: [410], action: RESET_PAGINATION}]}
            record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
            paginator:
              type: DefaultPaginator
              pagination_strategy: {type: PageIncrement, page_size: 2, start_from_page: 1}
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
            """);
    assertThat(tidemark.sync().orThrow().records()).isEqualTo(5);
    assertThat(numbers(tidemark)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(api.asked())
        .containsExactly(
            "/items", "/items?page=2", "/items?page=3", "/items", "/items?page=2", "/items?page=3");
  }

  @Test
  void aSecondSyncGoesOnWithTheJobOfTheFirst() throws IOException {
    api =
        SmallApi.answering(
            path ->
                switch (path) {
                  case "/jobs" -> "{\"id\":7}";
                  case "/jobs/7" -> "{\"status\":\"done\",\"urls\":[\"BASE/a\",\"BASE/b\"]}";
                  case "/a" -> "[{\"n\":1},{\"n\":2}]";
                  case "/b" ->
                      api.asked().stream().filter("/b"::equals).count() < 2
                          ? SmallApi.GONE
                          : "[{\"n\":3}]";
                  default -> throw new IllegalStateException(path);
                });
    Tidemark tidemark =
        tidemark(
            """
            type: AsyncRetriever
            creation_requester: {type: HttpRequester, url_base: BASE, path: jobs, http_method: POST}
            polling_requester: {type: HttpRequester, url_base: BASE, path: "jobs/{{ creation_response.id }}"}
            download_requester:
              type: HttpRequester
              url_base: "{{ download_target }}"
              error_handler: {response_filters: [{http_codes: [410], action: FAIL}]}
            status_extractor: {type: DpathExtractor, field_path: [status]}
            download_target_extractor: {type: DpathExtractor, field_path: [urls]}
            status_mapping: {running: [], completed: [done], failed: [], timeout: []}
            record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
            """);
    assertThat(tidemark.sync().isOk()).isFalse();
    assertThat(api.asked()).containsExactly("/jobs", "/jobs/7", "/a", "/b", "/jobs/7");
    api.asked().removeIf(path -> !path.equals("/b"));
    tidemark.sync().orThrow();
    assertThat(api.asked()).containsExactly("/b", "/b");
    assertThat(numbers(tidemark)).containsExactly(1L, 2L, 3L);
  }

  private static List<Object> numbers(Tidemark tidemark) {
    return tidemark.dataset("items").sql("SELECT n FROM items ORDER BY n").stream()
        .map(row -> row.get("n"))
        .toList();
  }

  private Tidemark tidemark(String retriever) throws IOException {
    return api.source(folder, "retriever:\n" + retriever.indent(2)).write(WriteMode.APPEND);
  }
}
