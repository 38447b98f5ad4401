package dev.tidemark.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

final class DecodingTest {
  private static final Slice WHOLE = Slice.whole("items");

  private static String manifest(String decoder) {
    return Manifests.stream(
        """
        retriever:
          requester: {url_base: "https://api.example.com"}
          decoder: %s
          record_selector: {extractor: {field_path: []}}
        """
            .formatted(decoder));
  }

  private static String rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  private static StreamReader reader(String manifest, Stub stub) {
    return Manifests.open(manifest, stub).reader("items");
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<String> ids(List<RecordBatch> pages) {
    List<String> ids = new ArrayList<>();
    for (RecordBatch page : pages) {
      page.records().forEach(record -> ids.add((String) record.get("id")));
    }
    return ids;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void rowsAreRecords() {
    String manifest =
        manifest("{type: CsvDecoder, delimiter: ';'}").replace("[]", "['{{ config.path }}']");
    try (Stub stub = Stub.inTurn("a;b\n{\"x\":1};2\n")) {
      assertThat(Manifests.read(manifest(" {type: CsvDecoder, delimiter: ';'}"), stub))
          .containsExactly("{\"a\":\"{\\\"x\\\":1}\",\"b\":\"2\"}");
      assertThatThrownBy(() -> Manifests.read(manifest, stub, "{\"path\":\"a\"}"))
          .hasMessageContaining("a record must be a JSON object");
    }
  }

  @Test
  void aLargeBodyIsAskedForOnceAndComesInParts() {
    try (Stub stub = Stub.inTurn("id\n" + rows(0, 120_000))) {
      List<RecordBatch> pages = Readings.pages(reader(manifest("{type: CsvDecoder}"), stub), WHOLE);
      assertThat(pages)
          .extracting(page -> page.records().size())
          .containsExactly(50_000, 50_000, 20_000);
      assertThat(pages).extracting(RecordBatch::page).containsExactly(0L, 1L, 2L);
      assertThat(pages).extracting(RecordBatch::bytes).last().isEqualTo(0L);
      assertThat(ids(pages)).isEqualTo(numbers(0, 120_000));
      assertThat(stub.requests()).hasSize(1);
    }
  }

  @Test
  void anArrayOfJsonComesInPartsToo() {
    String text = "x".repeat(1_000);
    String body =
        IntStream.range(0, 9_000)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"text\":\"" + text + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    try (Stub stub = Stub.inTurn(Stub.json(body), Stub.bytes(gzip(body)))) {
      for (String decoder :
          List.of("{type: JsonDecoder}", "{type: GzipDecoder, decoder: {type: JsonDecoder}}")) {
        List<RecordBatch> pages = Readings.pages(reader(manifest(decoder), stub), WHOLE);
        assertThat(pages).hasSize(3);
        assertThat(ids(pages)).isEqualTo(numbers(0, 9_000));
      }
    }
  }

  @Test
  void whatIsTooLargeForMemoryIsReadFromAFile() throws IOException {
    Random random = new Random(17);
    byte[] noise = new byte[150];
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 120_000; i++) {
      random.nextBytes(noise);
      String text = Base64.getEncoder().encodeToString(noise);
      lines.append("{\"id\":\"").append(i).append("\",\"noise\":\"").append(text).append("\"}\n");
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("all.jsonl"));
      zip.write(lines.toString().getBytes(UTF_8));
    }
    assertThat(archive.size()).isGreaterThan(17 << 20);
    List<String> decoders =
        List.of("{type: JsonlDecoder}", "{type: ZipfileDecoder, decoder: {type: JsonlDecoder}}");
    try (Stub stub = Stub.inTurn(Stub.json(lines.toString()), Stub.bytes(archive.toByteArray()))) {
      for (String decoder : decoders) {
        List<RecordBatch> pages = Readings.pages(reader(manifest(decoder), stub), WHOLE);
        assertThat(ids(pages)).isEqualTo(numbers(0, 120_000));
      }
    }
  }

  @Test
  void anotherWorkerGoesOnBehindThePartsThatAreRead() {
    try (Stub stub = Stub.inTurn("id\n" + rows(0, 120_000))) {
      String manifest = manifest("{type: CsvDecoder}");
      PagePosition second = reader(manifest, stub).read(WHOLE, PagePosition.FIRST).following();
      PagePosition third = reader(manifest, stub).read(WHOLE, second).following();
      RecordBatch last = reader(manifest, stub).read(WHOLE, third);
      assertThat(ids(List.of(last))).isEqualTo(numbers(100_000, 120_000));
      assertThat(last.isLast()).isTrue();
      assertThat(stub.requests()).hasSize(3);
    }
  }

  @Test
  void anotherWorkerGoesOnThoughTheBodyHasGrownSince() {
    try (Stub stub = Stub.inTurn("id\n" + rows(0, 60_000), "id\n" + rows(0, 60_001))) {
      String manifest = manifest("{type: CsvDecoder}");
      PagePosition second = reader(manifest, stub).read(WHOLE, PagePosition.FIRST).following();
      assertThat(ids(List.of(reader(manifest, stub).read(WHOLE, second))))
          .isEqualTo(numbers(50_000, 60_001));
    }
  }

  @Test
  void anotherWorkerStartsOverWithAnotherBody() {
    String manifest = manifest("{type: CsvDecoder}");
    List<Stub.Given> others =
        List.of(
            Stub.json("id\n" + rows(1, 60_001)),
            Stub.json("id\n" + rows(0, 30_000)),
            Stub.json(""));
    for (Stub.Given other : others) {
      try (Stub stub = Stub.inTurn(Stub.json("id\n" + rows(0, 60_000)), other)) {
        PagePosition second = reader(manifest, stub).read(WHOLE, PagePosition.FIRST).following();
        RecordBatch voided = reader(manifest, stub).read(WHOLE, second);
        assertThat(voided.startsOver()).isTrue();
        assertThat(voided.records()).isEmpty();
        assertThat(reader(manifest, stub).read(WHOLE, voided.following()).page()).isZero();
      }
    }
  }

  @Test
  void anotherWorkerDoesNotTakeNothingForTheEnd() {
    String manifest =
        manifest("{type: CsvDecoder}")
            .replace(
                "\"https://api.example.com\"",
                "\"https://api.example.com\", error_handler: {response_filters: [{http_codes:"
                    + " [404], action: IGNORE}]}");
    try (Stub stub = Stub.inTurn(Stub.json("id\n" + rows(0, 60_000)), Stub.status(404, "{}"))) {
      PagePosition second = reader(manifest, stub).read(WHOLE, PagePosition.FIRST).following();
      assertThat(reader(manifest, stub).read(WHOLE, second).startsOver()).isTrue();
    }
  }

  @Test
  void aFaultFarBehindIsMendedByAskingAgain() {
    String body = "id\n" + rows(0, 60_000);
    try (Stub stub = Stub.inTurn(body + "\"cut", body)) {
      List<RecordBatch> pages = Readings.pages(reader(manifest("{type: CsvDecoder}"), stub), WHOLE);
      assertThat(ids(pages)).isEqualTo(numbers(0, 60_000));
      assertThat(stub.requests()).hasSize(2);
    }
    try (Stub stub = Stub.inTurn(body + "\"cut")) {
      assertThatThrownBy(() -> Readings.pages(reader(manifest("{type: CsvDecoder}"), stub), WHOLE))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the answer is cut");
    }
  }

  @Test
  void slicesAreReadInPartsSideBySide() {
    String manifest =
        manifest("{type: CsvDecoder}")
            .replace(
                "  decoder:",
                "  partition_router: {type: ListPartitionRouter, cursor_field: x, values: [1, 2]}\n"
                    + "      decoder:");
    try (Stub stub = Stub.inTurn("id\n" + rows(0, 60_000), "id\n" + rows(100_000, 160_000))) {
      Source source = Manifests.open(manifest, stub);
      StreamReader reader = source.reader("items");
      List<Slice> slices = Readings.slices(reader, Tidemark.NONE, Instant.EPOCH);
      List<PagePosition> seconds =
          slices.stream().map(s -> reader.read(s, PagePosition.FIRST).following()).toList();
      List<RecordBatch> rest = new ArrayList<>();
      for (int i = 1; i >= 0; i--) {
        rest.add(reader.read(slices.get(i), seconds.get(i)));
      }
      assertThat(ids(rest).get(0)).isEqualTo("150000");
      assertThat(ids(rest).get(10_000)).isEqualTo("50000");
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void pagingDoesNotLookIntoPackedBodies() {
    String body = "[{\"id\":\"1\",\"next\":\"n\"}]";
    String decoder = "{type: GzipDecoder, decoder: {type: JsonDecoder}}";
    String increment = "{type: PageIncrement, page_size: 1}";
    String link = "{type: CursorPagination, cursor_value: \"{{ headers['x-next'] }}\"}";
    String response = "{type: CursorPagination, cursor_value: \"{{ response.next }}\"}";
    for (String strategy : List.of(increment, response)) {
      assertThat(pagesOf(decoder, strategy, Stub.bytes(gzip(body)))).hasSize(1);
    }
    assertThat(
            pagesOf(
                decoder,
                link,
                Stub.bytes(gzip(body)).with("x-next", "b"),
                Stub.bytes(gzip(body.replace('1', '2')))))
        .hasSize(2);
  }

  private static List<JsonObject> pagesOf(String decoder, String strategy, Stub.Given... answers) {
    String paginator =
        "paginator: {type: DefaultPaginator, pagination_strategy: " + strategy + "}\n";
    String manifest = manifest(decoder).replace("  decoder:", "  " + paginator + "      decoder:");
    try (Stub stub = Stub.inTurn(answers)) {
      return Readings.records(Manifests.open(manifest, stub), "items");
    }
  }

  @Test
  void pagingLooksIntoXml() {
    String manifest =
        Manifests.stream(
            """
            retriever:
              requester: {url_base: "https://api.example.com"}
              decoder: {type: XmlDecoder}
              record_selector: {extractor: {field_path: [list, item]}}
              paginator:
                type: DefaultPaginator
                pagination_strategy: {type: CursorPagination, cursor_value: "{{ response.list.get('@next', '') }}"}
                page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
            """);
    try (Stub stub =
        Stub.inTurn(
            "<list next='b'><item><id>1</id></item><item><id>2</id></item></list>",
            "<list><item><id>3</id></item></list>")) {
      assertThat(Manifests.read(manifest, stub))
          .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}", "{\"id\":\"3\"}");
      assertThat(stub.queries()).containsExactly("", "page=b");
    }
  }

  @Test
  void pagingGoesOnlyWithDecodersThatAllowIt() {
    for (String decoder :
        List.of(
            "{type: CsvDecoder}",
            "{type: JsonlDecoder}",
            "{type: IterableDecoder}",
            "{type: ZipfileDecoder, decoder: {type: JsonDecoder}}",
            "{type: GzipDecoder, decoder: {type: CsvDecoder}}")) {
      assertThatThrownBy(() -> pagesOf(decoder, "{type: PageIncrement}", Stub.json("")))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("streams[0].retriever.paginator")
          .hasMessageContaining("can't go on from what a")
          .hasMessageContaining("use NoPagination");
    }
    String none =
        manifest("{type: CsvDecoder}")
            .replace("  decoder:", "  paginator: {type: NoPagination}\n      decoder:");
    try (Stub stub = Stub.inTurn("id\n1")) {
      assertThat(Manifests.read(none, stub)).containsExactly("{\"id\":\"1\"}");
    }
  }
}
