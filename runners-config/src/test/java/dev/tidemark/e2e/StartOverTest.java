package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.Tidemark;
import dev.tidemark.sync.WriteMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs of slices that start over, and of slices that a job prepares. */
class StartOverTest {
  private static final String GONE = "gone";

  @TempDir Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatWasStagedOfASliceThatStartsOverIsNotThereTwice() throws IOException {
    start(
        path ->
            switch (path) {
              case "/items" -> "[{\"n\":1},{\"n\":2}]";
              case "/items?page=2" -> "[{\"n\":3},{\"n\":4}]";
              case "/items?page=3" -> asked.size() < 4 ? GONE : "[{\"n\":5}]";
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
    assertThat(asked)
        .containsExactly(
            "/items", "/items?page=2", "/items?page=3", "/items", "/items?page=2", "/items?page=3");
  }

  @Test
  void aSecondSyncGoesOnWithTheJobOfTheFirst() throws IOException {
    start(
        path ->
            switch (path) {
              case "/jobs" -> "{\"id\":7}";
              case "/jobs/7" -> "{\"status\":\"done\",\"urls\":[\"BASE/a\",\"BASE/b\"]}";
              case "/a" -> "[{\"n\":1},{\"n\":2}]";
              case "/b" -> asked.stream().filter("/b"::equals).count() < 2 ? GONE : "[{\"n\":3}]";
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
    assertThat(asked).containsExactly("/jobs", "/jobs/7", "/a", "/b", "/jobs/7");
    asked.removeIf(path -> !path.equals("/b"));
    tidemark.sync().orThrow();
    assertThat(asked).containsExactly("/b", "/b");
    assertThat(numbers(tidemark)).containsExactly(1L, 2L, 3L);
  }

  private static List<Object> numbers(Tidemark tidemark) {
    return tidemark.dataset("items").sql("SELECT n FROM items ORDER BY n").stream()
        .map(row -> row.get("n"))
        .toList();
  }

  private Tidemark tidemark(String retriever) throws IOException {
    String manifest =
        """
        version: 6.0.0
        type: DeclarativeSource
        check: {type: CheckStream, stream_names: [items]}
        streams:
          - type: DeclarativeStream
            name: items
            schema_loader: {type: InlineSchemaLoader, schema: {properties: {n: {type: integer}}}}
            retriever:
        """
            + retriever.replace("BASE", base()).indent(6);
    Path file = Files.writeString(folder.resolve("source.yaml"), manifest);
    return Tidemark.source(file.toString())
        .write(WriteMode.APPEND)
        .into("duckdb:" + folder.resolve("items.duckdb"));
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void start(Function<String, String> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<String, String> answers) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    String body = answers.apply(path).replace("BASE", base());
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(body.equals(GONE) ? 410 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
