package dev.tidemark.source.s3;

import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.s3.S3Controls;
import dev.tidemark.source.PageSet;
import dev.tidemark.source.Source;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A simulated bucket that is empty at first, and a source that reads it. */
final class Store implements AutoCloseable {
  static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  static final String STREAM = "things";

  static final Network NETWORK = Network.DIRECT.withFirstBackoff(Duration.ofMillis(1));

  final Simulator simulator;
  final S3Controls bucket;

  Store() {
    this(SimulatorOptions.defaults());
  }

  Store(SimulatorOptions options) {
    simulator = Simulators.start("s3", options.withSize(0).withoutRateLimit());
    bucket = simulator.controls(S3Controls.class);
  }

  void put(String key, String text) {
    put(key, text, MONDAY);
  }

  void put(String key, String text, Instant modified) {
    bucket.put(key, text.getBytes(StandardCharsets.UTF_8), modified);
  }

  JsonObject config(JsonObject... streams) {
    return JsonObject.of(
        "bucket", "demo-bucket",
        "aws_access_key_id", "demo",
        "aws_secret_access_key", "a secret that is long",
        "endpoint", simulator.url(),
        "region_name", "us-east-1",
        "streams", new ArrayList<Object>(List.of(streams)));
  }

  static JsonObject stream(String filetype, String... globs) {
    return JsonObject.of(
        "name",
        STREAM,
        "format",
        JsonObject.of("filetype", filetype),
        "globs",
        new ArrayList<Object>(List.of(globs)));
  }

  Source source(JsonObject... streams) {
    return open(config(streams));
  }

  static Source open(JsonObject config) {
    return open(config, NETWORK);
  }

  static Source open(JsonObject config, Network network) {
    return new S3Files().open(config, network, List.of());
  }

  /** All slices, those of groups each by itself. */
  static List<Slice> parts(StreamReader reader, PartitionSet read) {
    List<Slice> parts = new ArrayList<>();
    slices(reader, read).forEach(slice -> parts.addAll(slice.parts()));
    return parts;
  }

  static List<Slice> slices(StreamReader reader, PartitionSet read) {
    Span span = Span.of(Tidemark.NONE.withRead(read), MONDAY);
    List<Slice> slices = new ArrayList<>();
    String from = null;
    do {
      StreamReader.Chunk chunk = reader.slices(span, from);
      slices.addAll(chunk.slices());
      from = chunk.following();
    } while (from != null);
    return slices;
  }

  /** What a reading of the stream brought. */
  static final class Read {
    final List<JsonObject> records = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final Map<String, Problem> failures = new TreeMap<>();
    final Map<String, Problem> skipped = new TreeMap<>();
    PartitionSet done = PartitionSet.EMPTY;

    List<Object> values(String field) {
      return records.stream().map(record -> record.get(field)).toList();
    }
  }

  static Read read(Source source) {
    return read(source, PartitionSet.EMPTY);
  }

  static Read read(Source source, PartitionSet done) {
    StreamReader reader = source.reader(STREAM);
    Read read = new Read();
    read.done = done;
    for (Slice slice : slices(reader, done)) {
      Map<Slice, PagePosition> left = new LinkedHashMap<>();
      slice.parts().forEach(part -> left.put(part, PagePosition.FIRST));
      while (!left.isEmpty()) {
        take(reader.readAll(slice, left), left, read);
      }
    }
    return read;
  }

  private static void take(PageSet set, Map<Slice, PagePosition> left, Read read) {
    for (RecordBatch page : set.pages()) {
      read.records.addAll(page.records());
      page.rejected().forEach(rejected -> read.rejected.add(rejected.reason()));
      if (page.isLast()) {
        left.remove(page.slice());
        read.done = read.done.plus(List.of(page.slice().partition().key()));
      } else {
        left.put(page.slice(), page.following());
      }
    }
    set.failures().forEach((part, problem) -> note(part, problem, read.failures));
    set.skipped().forEach((part, problem) -> note(part, problem, read.skipped));
    left.keySet().removeAll(set.failures().keySet());
    left.keySet().removeAll(set.skipped().keySet());
  }

  private static void note(Slice part, Problem problem, Map<String, Problem> problems) {
    problems.put(SourceFile.of(part).url(), problem);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
