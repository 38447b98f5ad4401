package dev.tidemark.manifest.conformance;

import dev.tidemark.destination.Advances;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.OpenedManifest;
import dev.tidemark.manifest.Readings;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a case: the compiled manifest against a real server, slice by slice. */
final class CaseRun {
  private final Case given;
  private final VirtualTime time;
  private final Map<String, List<JsonObject>> records = new LinkedHashMap<>();
  private final Map<String, JsonObject> states = new LinkedHashMap<>();
  private List<StreamSpec> streams = List.of();
  private final List<Problem> problems = new ArrayList<>();

  private CaseRun(Case given) {
    this.given = given;
    this.time = new VirtualTime(given.now());
  }

  static Outcome of(Case given) {
    CaseRun run = new CaseRun(given);
    try (CannedServer server = new CannedServer(given.exchanges())) {
      run.noting(() -> run.open(server.network(given.hosts())));
      return new Outcome(
          run.streams,
          run.records,
          run.states,
          run.problems.stream().findFirst().orElse(null),
          server.asked(),
          run.time.sleeps());
    }
  }

  private void open(Network network) {
    OpenedManifest opened =
        OpenedManifest.of("test", given.manifest(), given.config(), network, time);
    streams = opened.source().streams();
    if (given.checks()) {
      opened.source().check();
    } else if (!given.given().has("discovered")) {
      given.reads().forEach(stream -> read(opened, stream));
    }
  }

  private void read(OpenedManifest opened, String stream) {
    StreamReader reader = opened.source().reader(stream);
    Tidemark before = reader.tidemark(given.given().json("state"));
    List<RecordBatch> pages = new ArrayList<>();
    Map<String, Tidemark> parents = new LinkedHashMap<>();
    int failures = problems.size();
    noting(() -> read(reader, before, pages, parents));
    boolean complete = problems.size() == failures;
    records.put(stream, pages.stream().flatMap(page -> page.records().stream()).toList());
    StreamSpec spec = opened.source().stream(stream);
    Tidemark after = Advances.after(before, spec, given.now(), pages, complete ? parents : null);
    states.put(stream, reader.state(after));
  }

  /** Each slice is read as soon as it is known; one that fails does not stop the others. */
  private void read(
      StreamReader reader,
      Tidemark tidemark,
      List<RecordBatch> pages,
      Map<String, Tidemark> parents) {
    String from = null;
    do {
      StreamReader.Chunk chunk = reader.slices(tidemark, given.now(), from);
      for (Slice slice : chunk.slices()) {
        noting(() -> Readings.pages(reader, slice, pages));
      }
      parents.putAll(chunk.parents());
      from = chunk.following();
    } while (from != null);
  }

  private void noting(Runnable work) {
    try {
      work.run();
    } catch (Problem e) {
      problems.add(e);
    }
  }
}
