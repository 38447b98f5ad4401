package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.FakeTime;
import dev.tidemark.json.Json;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class AsyncRetrieverTest {
  private static final Slice WHOLE = Slice.whole("items");
  private static final String CREATED = "{\"id\":\"j1\"}";
  private static final String RUNNING = "{\"status\":\"pending\"}";
  private static final String READY =
      "{\"status\":\"ready\",\"urls\":[\"https://api.example.com/file/1\",\"https://api.example.com/file/2\"]}";
  private static final String ONE_READY =
      "{\"status\":\"ready\",\"urls\":[\"https://api.example.com/file/1\"]}";
  private static final String FAILED = "{\"status\":\"failed\"}";

  private final FakeTime time = new FakeTime();

  /** A manifest whose stream is read by jobs; the text is what its retriever has beside. */
  private static String manifest(String more) {
    return Manifests.stream(
        """
        retriever:
          type: AsyncRetriever
          creation_requester:
            type: HttpRequester
            url_base: "https://api.example.com"
            path: jobs
            http_method: POST
            authenticator: {type: BearerAuthenticator, api_token: sesame-opens}
            request_headers: {X-Scope: "{{ stream_partition.get('region', 'all') }}"}
          polling_requester: {type: HttpRequester, url_base: "https://api.example.com", path: "jobs/{{ creation_response['id'] }}"}
          download_requester: {type: HttpRequester, url_base: "{{ download_target }}"}
          status_extractor: {type: DpathExtractor, field_path: [status]}
          download_target_extractor: {type: DpathExtractor, field_path: [urls]}
          status_mapping: {running: [pending], completed: [ready], failed: [failed], timeout: [late], skipped: [nothing]}
          record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [never]}}
        """
            + more.indent(2));
  }

  private Source open(String manifest, Stub stub) {
    return ManifestProvider.of("test", manifest)
        .open(
            Json.parseObject("{}"),
            Readings.QUICK.withRoutes(Map.of(Manifests.HOST, stub.url())),
            Readings.UNLIMITED,
            Wishes.NONE,
            time);
  }

  private List<String> read(String manifest, Stub stub) {
    return Manifests.texts(Readings.records(open(manifest, stub), "items"));
  }

  private static List<String> asked(Stub stub) {
    return stub.requests().stream().map(asked -> asked.method() + " " + asked.uri()).toList();
  }

  @Test
  void whoGoesOnWithTheSliceGoesOnWithTheJob() {
    try (Stub stub = Stub.inTurn(CREATED, RUNNING, READY, "[{\"n\":1}]", "[{\"n\":2}]")) {
      RecordBatch created =
          open(manifest(""), stub).reader("items").read(WHOLE, PagePosition.FIRST);
      assertThat(created.records()).isEmpty();
      assertThat(created.following().index()).isEqualTo(1);
      RecordBatch first = open(manifest(""), stub).reader("items").read(WHOLE, created.following());
      assertThat(Manifests.texts(first.records())).containsExactly("{\"n\":1}");
      RecordBatch second = open(manifest(""), stub).reader("items").read(WHOLE, first.following());
      assertThat(Manifests.texts(second.records())).containsExactly("{\"n\":2}");
      assertThat(second.page()).isEqualTo(2);
      assertThat(second.isLast()).isTrue();
      assertThat(stub.uris())
          .containsExactly("/jobs", "/jobs/j1", "/jobs/j1", "/file/1", "/file/2");
    }
  }

  @Test
  void positionsHoldNoCredentials() {
    try (Stub stub = Stub.inTurn(Stub.json(CREATED).with("Set-Cookie", "session=sesame-closes"))) {
      RecordBatch created =
          open(manifest(""), stub).reader("items").read(WHOLE, PagePosition.FIRST);
      assertThat(stub.requests().get(0).headers())
          .containsEntry("Authorization", "Bearer sesame-opens");
      assertThat(created.following().token()).contains("X-Scope").doesNotContain("sesame");
    }
  }

  @Test
  void aLongWaitIsCutIntoPages() {
    List<Stub.Given> answers = new ArrayList<>(List.of(Stub.json(CREATED)));
    for (int i = 0; i < 30; i++) {
      answers.add(Stub.json(RUNNING));
    }
    answers.add(Stub.json("{\"status\":\"nothing\"}"));
    try (Stub stub = Stub.inTurn(answers.toArray(new Stub.Given[0]))) {
      StreamReader reader = open(manifest(""), stub).reader("items");
      List<RecordBatch> pages = new ArrayList<>();
      PagePosition position = PagePosition.FIRST;
      while (position != null) {
        Instant before = time.now();
        RecordBatch page = reader.read(WHOLE, position);
        assertThat(Duration.between(before, time.now())).isLessThanOrEqualTo(Duration.ofMinutes(1));
        pages.add(page);
        position = page.following();
      }
      assertThat(pages).hasSize(4).allMatch(page -> page.records().isEmpty());
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(140));
    }
  }

  @Test
  void theNextJobMayHaveToWait() {
    try (Stub stub = Stub.inTurn(CREATED, FAILED, CREATED, ONE_READY, "[{\"n\":1}]")) {
      assertThat(read(manifest("failed_retry_wait_time_in_seconds: 90"), stub)).hasSize(1);
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(90));
    }
  }

  @Test
  void anUnknownStatusIsAFailure() {
    try (Stub stub =
        Stub.inTurn(CREATED, "{\"status\":\"odd\"}", CREATED, "{}", CREATED, ONE_READY, "[]")) {
      assertThat(read(manifest(""), stub)).isEmpty();
      assertThat(stub.requests()).hasSize(7);
    }
  }

  @Test
  void aJobThatTakesTooLongIsAborted() {
    String manifest =
        manifest(
            """
            polling_job_timeout: "{{ 2 }}"
            abort_requester: {type: HttpRequester, url_base: "https://api.example.com", path: "abort/{{ creation_response.id }}", http_method: POST}
            """);
    try (Stub stub =
        Stub.answering(asked -> Stub.json(asked.uri().equals("/jobs") ? CREATED : RUNNING))) {
      assertThatThrownBy(() -> read(manifest, stub))
          .hasMessage("stream items: 3 jobs in turn ran longer than 2 min");
      assertThat(asked(stub)).filteredOn("POST /abort/j1"::equals).hasSize(3);
      assertThat(time.elapsed()).isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7));
    }
  }

  @Test
  void whatCannotBeAskedForIsAskedForTwiceMore() {
    try (Stub stub = Stub.inTurn(Stub.status(400, "{\"message\":\"no\"}"))) {
      assertThatThrownBy(() -> read(manifest(""), stub)).hasMessageEndingWith("(HTTP 400): no");
      assertThat(stub.requests()).hasSize(3);
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void refusedCredentialsEndItAtOnce() {
    try (Stub stub = Stub.inTurn(Stub.status(401, "{}"))) {
      assertThatThrownBy(() -> read(manifest(""), stub))
          .satisfies(e -> assertThat(((Problem) e).kind()).isEqualTo(Problem.Kind.CREDENTIALS));
      assertThat(stub.requests()).hasSize(1);
    }
  }

  @Test
  void noMoreJobsThanAllowedRunAtOnce() {
    String manifest =
        manifest(
            "partition_router: {type: ListPartitionRouter, cursor_field: region, values: [eu,"
                + " us]}");
    List<String> status = new ArrayList<>(List.of(RUNNING));
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.uri().equals("/jobs")
                    ? Stub.json(CREATED)
                    : Stub.json(asked.uri().startsWith("/jobs") ? status.get(0) : "[{\"n\":1}]"))) {
      StreamReader reader = open(manifest, stub).reader("items");
      List<Slice> slices = Readings.slices(reader, Tidemark.NONE, FakeTime.START);
      RecordBatch eu = reader.read(slices.get(0), PagePosition.FIRST);
      RecordBatch us = reader.read(slices.get(1), PagePosition.FIRST);
      assertThat(stub.uris()).containsExactly("/jobs");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(1));
      status.set(0, ONE_READY);
      assertThat(reader.read(slices.get(0), eu.following()).isLast()).isTrue();
      us = reader.read(slices.get(1), us.following());
      assertThat(reader.read(slices.get(1), us.following()).isLast()).isTrue();
      assertThat(stub.uris())
          .containsExactly("/jobs", "/jobs/j1", "/file/1", "/jobs", "/jobs/j1", "/file/1");
    }
  }

  @Test
  void aSlotIsNotHeldForEver() {
    String manifest =
        manifest(
            "partition_router: {type: ListPartitionRouter, cursor_field: region, values: [eu,"
                + " us]}");
    try (Stub stub = Stub.inTurn(CREATED)) {
      StreamReader reader = open(manifest, stub).reader("items");
      List<Slice> slices = Readings.slices(reader, Tidemark.NONE, FakeTime.START);
      reader.read(slices.get(0), PagePosition.FIRST);
      time.pass(Duration.ofMinutes(62));
      reader.read(slices.get(1), PagePosition.FIRST);
      assertThat(stub.uris()).containsExactly("/jobs", "/jobs");
    }
  }

  @Test
  void anInterruptedWaitEndsAtOnce() {
    try (Stub stub = Stub.inTurn(CREATED, RUNNING)) {
      StreamReader reader = open(manifest(""), stub).reader("items");
      RecordBatch created = reader.read(WHOLE, PagePosition.FIRST);
      time.afterSleep(
          () -> {
            throw new CancellationException("interrupted");
          });
      assertThatThrownBy(() -> reader.read(WHOLE, created.following()))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void addressesThatHaveExpiredAreAskedForAnew() {
    try (Stub stub =
        Stub.inTurn(
            Stub.json(CREATED),
            Stub.json(ONE_READY),
            Stub.status(403, "expired"),
            Stub.json(ONE_READY.replace("file/1", "file/1?again")),
            Stub.json("[{\"n\":1}]"))) {
      assertThat(read(manifest(""), stub)).containsExactly("{\"n\":1}");
      assertThat(stub.uris())
          .containsExactly("/jobs", "/jobs/j1", "/file/1", "/jobs/j1", "/file/1?again");
    }
  }

  @Test
  void aDownloadThatCannotBeHadIsAProblem() {
    try (Stub stub =
        Stub.inTurn(
            Stub.json(CREATED),
            Stub.json(ONE_READY),
            Stub.status(404, "{}"),
            Stub.json(ONE_READY))) {
      assertThatThrownBy(() -> read(manifest(""), stub))
          .hasMessageContaining("GET https://api.example.com/file/1");
      assertThat(stub.requests()).hasSize(4);
    }
  }

  @Test
  void whatAnEarlierProcessLeftAndIsGoneIsMadeAgainFromTheStart() {
    try (Stub stub =
        Stub.inTurn(
            Stub.json(CREATED),
            Stub.json(READY),
            Stub.json("[{\"n\":1}]"),
            Stub.status(404, "{}"),
            Stub.status(404, "{}"),
            Stub.json(CREATED))) {
      StreamReader reader = open(manifest(""), stub).reader("items");
      RecordBatch first = reader.read(WHOLE, reader.read(WHOLE, PagePosition.FIRST).following());
      String token =
          first.following().token().replaceFirst("\"watcher\":\"[^\"]*", "\"watcher\":\"x");
      RecordBatch gone = reader.read(WHOLE, new PagePosition(2, token));
      assertThat(gone.startsOver()).isTrue();
      assertThat(gone.records()).isEmpty();
      RecordBatch again = reader.read(WHOLE, gone.following());
      assertThat(again.page()).isZero();
      assertThat(stub.uris())
          .containsExactly("/jobs", "/jobs/j1", "/file/1", "/file/2", "/jobs/j1", "/jobs");
    }
  }

  @Test
  void aLargeFileComesInSeveralPages() {
    String manifest = manifest("download_decoder: {type: JsonlDecoder}");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      lines.append("{\"n\":").append(i).append("}\n");
    }
    try (Stub stub = Stub.inTurn(CREATED, READY, lines.toString(), lines.toString(), "{\"n\":1}")) {
      StreamReader reader = open(manifest, stub).reader("items");
      RecordBatch first = reader.read(WHOLE, reader.read(WHOLE, PagePosition.FIRST).following());
      assertThat(first.records()).hasSize(50_000);
      RecordBatch rest = reader.read(WHOLE, first.following());
      assertThat(rest.records()).hasSize(10_000);
      assertThat(stub.uris()).containsExactly("/jobs", "/jobs/j1", "/file/1");
      RecordBatch resumed = open(manifest, stub).reader("items").read(WHOLE, first.following());
      assertThat(resumed.records()).hasSize(10_000);
      assertThat(reader.read(WHOLE, rest.following()).isLast()).isTrue();
      assertThat(stub.uris()).containsExactly("/jobs", "/jobs/j1", "/file/1", "/file/1", "/file/2");
    }
  }

  @Test
  void aFileThatHasChangedIsReadFromTheStartOfTheSlice() {
    String manifest = manifest("download_decoder: {type: JsonlDecoder}");
    try (Stub stub =
        Stub.inTurn(CREATED, READY, "{\"n\":1}\n".repeat(60_000), "{\"n\":2}", "{\"n\":3}")) {
      StreamReader reader = open(manifest, stub).reader("items");
      RecordBatch first = reader.read(WHOLE, reader.read(WHOLE, PagePosition.FIRST).following());
      reader = open(manifest, stub).reader("items");
      RecordBatch voided = reader.read(WHOLE, first.following());
      assertThat(voided.startsOver()).isTrue();
      RecordBatch again = reader.read(WHOLE, voided.following());
      assertThat(Manifests.texts(again.records())).containsExactly("{\"n\":3}");
      assertThat(again.page()).isZero();
      assertThat(stub.uris()).containsExactly("/jobs", "/jobs/j1", "/file/1", "/file/1", "/file/1");
    }
  }

  @Test
  void whatIsWrongIsToldWhenItIsCompiled() {
    String manifest =
        manifest(
                "download_target_requester: {type: HttpRequester, url_base: x}\n"
                    + "polling_job_timeout: soon")
            .replace("download_target_extractor", "ignored")
            .replace("timeout: [late], skipped: [nothing]", "skipped: [ready]")
            .replace("path: jobs\n", "path: \"{{ creation_response.id }}\"\n");
    assertThatThrownBy(() -> Manifests.open(manifest, "{}"))
        .hasMessageContaining("needs a download_target_extractor")
        .hasMessageContaining("must be a whole number from 1, but it came out as 'soon'")
        .hasMessageContaining("status_mapping.timeout")
        .hasMessageContaining("the word 'ready' stands for another status already")
        .hasMessageContaining("'creation_response' is not known here");
  }
}
