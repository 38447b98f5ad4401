package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes killed with -9 in the middle of large and small files, with faults, by seed: in the end
 * every row is there once, and a large file was not read again from its beginning. {@code
 * -Dtidemark.seeds=100} runs more seeds than usual.
 */
class S3KillTest {
  private static final int ROWS = 120_000;

  @TempDir Path folder;

  static List<Integer> seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 1)).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void afterKillsEveryRowIsThereOnce(int seed) throws Exception {
    Random random = new Random(seed);
    String write = List.of("append", "auto", "replace").get(random.nextInt(3));
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withSeed(seed)
            .withLatency(Duration.ofMillis(random.nextInt(20)))
            .withFaults(FaultPlan.transientFaults(seed, 0.05).withSlowness(Duration.ofMillis(30)));
    try (Bucket bucket = new Bucket(options)) {
      int small = 50 + random.nextInt(200);
      fill(bucket, small);
      Files.writeString(folder.resolve("job.yaml"), bucket.job("write: " + write));
      StringBuilder story = new StringBuilder();
      for (int kills = 1 + random.nextInt(2); kills > 0; kills--) {
        story.append(kill(bucket, random));
      }
      long staged = stagedPagesOfLarge(bucket);
      story.append(" pages staged: ").append(staged);
      bucket.simulator.clearRequests();
      Program.Ended last = Program.run(folder, "sync", "job.yaml");
      String about = String.format(Locale.ROOT, "seed %d, %s:%s", seed, write, story);
      System.out.println(about);
      assertThat(last.exit()).as("%s%n%s", about, last.err()).isZero();
      List<Map<String, Object>> counts =
          bucket
              .tidemark(folder.resolve("out.duckdb"), Bucket.stream("things", "**"))
              .dataset("things")
              .sql("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM things");
      assertThat(counts.get(0).values())
          .as(about)
          .containsExactly((long) ROWS + small, (long) ROWS + small);
      if (staged > 0) {
        assertThat(bucket.simulator.requests().stream().map(S3KillTest::start))
            .as("%s: where the large file was read from", about)
            .doesNotContain(0L);
      }
    }
  }

  /** Of the reading that was killed, if any was. */
  private long stagedPagesOfLarge(Bucket bucket) {
    String sql = "SELECT count(*) AS n FROM _tidemark_ledger WHERE slice LIKE '%large.jsonl%'";
    Tidemark tidemark =
        bucket.tidemark(folder.resolve("out.duckdb"), Bucket.stream("things", "**"));
    return (Long) tidemark.dataset("things").sql(sql).get(0).get("n");
  }

  private static void fill(Bucket bucket, int small) {
    StringBuilder large = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      large
          .append("{\"id\":")
          .append(i)
          .append(",\"text\":\"")
          .append("x".repeat(150))
          .append("\"}\n");
    }
    bucket.put("large.jsonl", large.toString());
    for (int i = 0; i < small; i++) {
      bucket.put("small/" + i + ".jsonl", "{\"id\":" + (ROWS + i) + "}\n");
    }
  }

  /** Where a request's range begins, or -1. */
  private static long start(RecordedRequest request) {
    String range = request.headers().getOrDefault("range", "");
    boolean isLarge = request.path().contains("large.jsonl") && range.startsWith("bytes=");
    return isLarge ? Long.parseLong(range.substring(6, range.indexOf('-'))) : -1;
  }

  private String kill(Bucket bucket, Random random) throws IOException, InterruptedException {
    Process process = Program.start(folder, Map.of(), "sync", "job.yaml");
    Program.awaitRequests(process, bucket.simulator, bucket.simulator.requestCount() + 3);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000 + random.nextInt(4_000)));
    String end = process.isAlive() ? " killed" : " done";
    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    return end;
  }
}
