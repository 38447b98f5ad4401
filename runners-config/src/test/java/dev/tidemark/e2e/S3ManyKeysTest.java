package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket with many keys; {@code -Dtidemark.keys=1000000} for a million. */
class S3ManyKeysTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final int NEW = 20;

  @TempDir Path folder;

  @Test
  void aListingStaysWithinALittleMemory() throws Exception {
    int keys = Integer.getInteger("tidemark.keys", 5_000);
    try (Bucket bucket = new Bucket(SimulatorOptions.defaults())) {
      for (int i = 0; i < keys; i++) {
        String key = String.format(Locale.ROOT, "year=2020/part=%03d/%07d.jsonl", i % 365, i);
        bucket.put(key, "", LONG_AGO);
      }
      for (int i = 0; i < NEW; i++) {
        bucket.put("year=2026/" + i + ".jsonl", "{\"id\":" + i + "}\n");
      }
      String recent = "\"2026-01-01T00:00:00.000000Z\"";
      String job = bucket.job().replace("  streams:", "  start_date: " + recent + "\n  streams:");
      Files.writeString(folder.resolve("job.yaml"), job);
      Process process = Program.startWithin("256m", folder, "sync", "job.yaml");
      Program.Ended ended = Program.end(process, folder);
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertThat(
              bucket
                  .tidemark(folder.resolve("out.duckdb"), Bucket.stream("things", "**"))
                  .dataset("things")
                  .rows())
          .hasSize(NEW);
      assertThat(bucket.simulator.requestCount()).isGreaterThan(keys / 1_000);
    }
  }
}
