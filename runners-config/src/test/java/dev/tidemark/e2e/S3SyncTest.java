package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.sync.StreamReport.Status;
import dev.tidemark.sync.WriteMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole syncs of a simulated bucket. */
class S3SyncTest {
  @TempDir Path folder;
  private final Bucket bucket = new Bucket(SimulatorOptions.defaults());

  @AfterEach
  void stop() {
    bucket.close();
  }

  private Tidemark things(Map<String, ?> more) {
    Map<String, Object> stream = Bucket.stream("things", "**");
    stream.putAll(more);
    return bucket.tidemark(folder.resolve("s3.duckdb"), stream);
  }

  private static List<Object> values(Tidemark tidemark, String column) {
    return tidemark.dataset("things").rows().stream()
        .<Object>map(row -> row.get(column))
        .sorted()
        .toList();
  }

  private static long records(SyncResult result) {
    return result.orThrow().streams().get("things").records();
  }

  @Test
  void onlyNewAndChangedFilesAreReadHoweverManyThereWere() {
    int files = 10_500;
    for (int i = 0; i < files; i++) {
      String key = String.format(Locale.ROOT, "day=%02d/%05d.jsonl", i % 28, i);
      bucket.put(key, "{\"id\":" + i + "}\n", Bucket.MONDAY.plusSeconds(i / 100));
    }
    Tidemark tidemark = things(Map.of()).write(WriteMode.APPEND);
    assertThat(records(tidemark.sync())).isEqualTo(files);
    bucket.put("day=01/late.jsonl", "{\"id\":-1}\n", Instant.parse("2019-05-05T05:05:05Z"));
    bucket.put("day=01/same.jsonl", "{\"id\":-2}\n", Bucket.MONDAY);
    bucket.put("day=00/00000.jsonl", "{\"id\":-3}\n", Bucket.MONDAY);
    assertThat(records(tidemark.sync())).isEqualTo(3);
    SyncResult last = tidemark.sync();
    assertThat(records(last)).isZero();
    assertThat(tidemark.dataset("things").rows()).hasSize(files + 3);
    int state = last.streams().get("things").tidemark().toJson().toString().length();
    assertThat(state).as("bytes of the state").isLessThan(12 * (files + 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb:%s/s3.duckdb", "parquet:%s/s3"})
  void theRowsOfAChangedFileTakeThePlaceOfItsOldOnes(String destination) {
    bucket.put("a.jsonl", "{\"id\":1,\"text\":\"old\"}\n{\"id\":2,\"text\":\"old\"}\n");
    bucket.put("b.jsonl", "{\"id\":3,\"text\":\"old\"}\n");
    bucket.put("c.jsonl", "{\"id\":4,\"text\":\"old\"}\n");
    Tidemark tidemark = things(Map.of()).into(String.format(Locale.ROOT, destination, folder));
    assertThat(tidemark.sync().orThrow().streams().get("things").strategy())
        .isEqualToIgnoringCase("supersede");
    bucket.put("a.jsonl", "{\"id\":2,\"text\":\"new\"}\n", Bucket.MONDAY.plusSeconds(9));
    bucket.put("b.jsonl", "", Bucket.MONDAY.plusSeconds(9));
    assertThat(records(tidemark.sync())).isEqualTo(1);
    assertThat(values(tidemark, "id")).isEqualTo(List.of(2L, 4L));
    assertThat(values(tidemark, "text")).isEqualTo(List.of("new", "old"));
  }

  @Test
  void withAPrimaryKeyTheNewestFilesVersionOfARecordStays() {
    bucket.put("a.jsonl", "{\"id\":1,\"text\":\"new\"}\n", Bucket.MONDAY.plusSeconds(9));
    bucket.put("b.jsonl", "{\"id\":1,\"text\":\"old\"}\n{\"id\":2,\"text\":\"old\"}\n");
    Tidemark tidemark = things(Map.of("primary_key", "id"));
    assertThat(records(tidemark.sync())).isEqualTo(3);
    assertThat(values(tidemark, "text")).isEqualTo(List.of("new", "old"));
  }

  @Test
  void appendingKeepsTheRowsOfOldVersions() {
    bucket.put("a.jsonl", "{\"id\":1}\n");
    Tidemark tidemark = things(Map.of()).write(WriteMode.APPEND);
    tidemark.sync().orThrow();
    bucket.put("a.jsonl", "{\"id\":2}\n", Bucket.MONDAY.plusSeconds(1));
    tidemark.sync().orThrow();
    assertThat(values(tidemark, "id")).isEqualTo(List.of(1L, 2L));
  }

  @Test
  void aFileThatCanNotBeReadHoldsUpNoOtherAndComesLater() {
    for (int i = 0; i < 5; i++) {
      bucket.put(i + ".jsonl", "{\"id\":" + i + "}\n");
    }
    bucket.objects.deny("2.jsonl");
    Tidemark tidemark = things(Map.of()).write(WriteMode.APPEND);
    SyncResult first = tidemark.sync();
    assertThat(first.streams().get("things").status()).isEqualTo(Status.FAILED);
    assertThat(first.streams().get("things").error())
        .contains("2.jsonl: reading it is not allowed");
    assertThat(values(tidemark, "id")).isEqualTo(List.of(0L, 1L, 3L, 4L));
    bucket.put("5.jsonl", "{\"id\":5}\n");
    assertThat(tidemark.sync().streams().get("things").status()).isEqualTo(Status.FAILED);
    assertThat(values(tidemark, "id")).isEqualTo(List.of(0L, 1L, 3L, 4L, 5L));
    bucket.objects.allow("2.jsonl");
    tidemark.sync().orThrow();
    assertThat(values(tidemark, "id")).isEqualTo(List.of(0L, 1L, 2L, 3L, 4L, 5L));
    assertThat(records(tidemark.sync())).isZero();
  }

  @Test
  void wrongRowsAreKeptAsideWithFileAndLine() {
    bucket.put("a.jsonl", "{\"id\":1}\nnot JSON at all\n{\"id\":2}\n");
    Tidemark tidemark = things(Map.of());
    SyncResult result = tidemark.sync().orThrow();
    assertThat(result.streams().get("things").deadLetters()).isEqualTo(1);
    assertThat(values(tidemark, "id")).isEqualTo(List.of(1L, 2L));
  }

  @Test
  void filesAreHandedOverAsTheyAreIfSoWished() throws Exception {
    bucket.put("x/a.bin", "some bytes");
    Tidemark tidemark =
        things(Map.of())
            .config(
                Map.of(
                    "bucket",
                    "demo-bucket",
                    "aws_access_key_id",
                    "demo",
                    "aws_secret_access_key",
                    "a secret that is long",
                    "endpoint",
                    bucket.simulator.url(),
                    "delivery_method",
                    Map.of("delivery_type", "use_file_transfer"),
                    "streams",
                    List.of(Bucket.stream("things", "**"))))
            .files(folder.resolve("files"));
    tidemark.sync().orThrow();
    assertThat(folder.resolve("files/things/x/a.bin")).hasContent("some bytes");
    assertThat(values(tidemark, "source_uri")).isEqualTo(List.of("s3://demo-bucket/x/a.bin"));
    assertThat(values(tidemark, "bytes")).isEqualTo(List.of(10L));
  }
}
