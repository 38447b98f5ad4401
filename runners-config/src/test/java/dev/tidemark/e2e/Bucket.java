package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.Tidemark;
import dev.tidemark.http.Network;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.s3.S3Controls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated bucket, empty at first, and syncs of it. */
final class Bucket implements AutoCloseable {
  static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  final Simulator simulator;
  final S3Controls objects;

  Bucket(SimulatorOptions options) {
    simulator = Simulators.start("s3", options.withSize(0).withoutRateLimit());
    objects = simulator.controls(S3Controls.class);
  }

  void put(String key, String text) {
    put(key, text, MONDAY);
  }

  void put(String key, String text, Instant modified) {
    objects.put(key, text.getBytes(UTF_8), modified);
  }

  /** A stream of JSON lines with an id. */
  static Map<String, Object> stream(String name, String... globs) {
    Map<String, Object> stream = new LinkedHashMap<>();
    stream.put("name", name);
    stream.put("format", Map.of("filetype", "jsonl"));
    stream.put("globs", List.of(globs));
    stream.put("input_schema", "{\"id\":\"integer\",\"text\":\"string\"}");
    return stream;
  }

  Tidemark tidemark(Path database, Object... streams) {
    return Tidemark.source("s3")
        .config(
            Map.of(
                "bucket", "demo-bucket",
                "aws_access_key_id", "demo",
                "aws_secret_access_key", "a secret that is long",
                "endpoint", simulator.url(),
                "region_name", "us-east-1",
                "streams", List.of(streams)))
        .network(Network.DIRECT.withFirstBackoff(Duration.ofMillis(2)))
        .into("duckdb:" + database);
  }

  /** A job that reads JSON lines as {@code things} into {@code out.duckdb}, with more lines. */
  String job(String... more) {
    return String.join(
            "\n",
            "source: s3",
            "config:",
            "  bucket: demo-bucket",
            "  aws_access_key_id: demo",
            "  aws_secret_access_key: a secret that is long",
            "  endpoint: " + simulator.url(),
            "  streams:",
            "    - {name: things, format: {filetype: jsonl}}",
            "destination: duckdb:out.duckdb\n")
        + String.join("\n", more);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
