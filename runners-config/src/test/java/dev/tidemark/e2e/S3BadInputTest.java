package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.StreamReport.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs of buckets in which something is wrong with a file: all others' rows come in. */
class S3BadInputTest {
  @TempDir Path folder;
  private final Bucket bucket = new Bucket(SimulatorOptions.defaults());

  @AfterEach
  void stop() {
    bucket.close();
  }

  private Tidemark of(Map<String, Object> format, Map<String, Object> more) {
    Map<String, Object> stream = Bucket.stream("things", "**");
    stream.put("format", format);
    stream.putAll(more);
    return bucket.tidemark(folder.resolve("s3.duckdb"), stream);
  }

  private static Tidemark lines(S3BadInputTest test, Map<String, Object> more) {
    return test.of(Map.of("filetype", "jsonl"), more);
  }

  private static StreamReport report(SyncResult result) {
    return result.streams().get("things");
  }

  private static List<Object> ids(Tidemark tidemark) {
    return tidemark.dataset("things").rows().stream()
        .<Object>map(row -> row.get("id"))
        .sorted()
        .toList();
  }

  /** The file fails the stream, and nothing else; once it is well it comes too. */
  private static void assertOnlyItFails(Tidemark tidemark, String error, Runnable cure) {
    StreamReport first = report(tidemark.sync());
    assertThat(first.status()).isEqualTo(Status.FAILED);
    assertThat(first.error()).contains(error);
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 3L));
    cure.run();
    tidemark.sync().orThrow();
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 2L, 3L));
  }

  private void putLines() {
    bucket.put("a.jsonl", "{\"id\":1}\n");
    bucket.put("b.jsonl", "{\"id\":20}\n");
    bucket.put("c.jsonl", "{\"id\":3}\n");
  }

  @Test
  void aFileThatIsDeletedBeforeItIsRead() {
    putLines();
    bucket.objects.onceReadBegins("b.jsonl", () -> bucket.objects.delete("b.jsonl"));
    assertOnlyItFails(
        lines(this, Map.of()), "b.jsonl: it is gone", () -> bucket.put("b.jsonl", "{\"id\":2}\n"));
  }

  @Test
  void aFileThatChangesBeforeItIsReadEvenWithinTheSecond() {
    putLines();
    bucket.objects.onceReadBegins("b.jsonl", () -> bucket.put("b.jsonl", "{\"id\":2}\n"));
    assertOnlyItFails(
        lines(this, Map.of()), "b.jsonl: it has changed since it was listed", () -> {});
  }

  @Test
  void aFileThatChangesWithinTheSecondInWhichItWasRead() {
    putLines();
    Tidemark tidemark = lines(this, Map.of());
    tidemark.sync().orThrow();
    bucket.put("b.jsonl", "{\"id\":2}\n");
    tidemark.sync().orThrow();
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 2L, 3L));
  }

  @Test
  void unreadableFilesAreLeftOutWithAWarningIfSoWished() {
    putLines();
    bucket.objects.deny("b.jsonl");
    Tidemark tidemark = lines(this, Map.of("unreadable_files", "skip"));
    assertThat(report(tidemark.sync().orThrow()).status()).isEqualTo(Status.OK);
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 3L));
    bucket.put("b.jsonl", "{\"id\":2}\n");
    bucket.objects.allow("b.jsonl");
    tidemark.sync().orThrow();
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 2L, 3L));
  }

  @Test
  void aParquetFileWithoutItsEnd() throws Exception {
    bucket.objects.put("a.parquet", parquet(1), Bucket.MONDAY);
    byte[] second = parquet(2);
    bucket.objects.put("b.parquet", Arrays.copyOf(second, second.length - 9), Bucket.MONDAY);
    bucket.objects.put("c.parquet", parquet(3), Bucket.MONDAY);
    assertOnlyItFails(
        of(Map.of("filetype", "parquet"), Map.of()),
        "b.parquet",
        () -> bucket.objects.put("b.parquet", second, Bucket.MONDAY));
  }

  private byte[] parquet(int id) throws Exception {
    Path path = folder.resolve(id + ".parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (SELECT %d::BIGINT AS id) TO '%s' (FORMAT parquet)".formatted(id, path));
    }
    return Files.readAllBytes(path);
  }

  @Test
  void rowsWithTooManyOrTooFewColumnsAreKeptAside() {
    bucket.put("a.csv", "id,text\n1,x\n2,x,y\n5\n3,x\n");
    Tidemark tidemark = of(Map.of("filetype", "csv"), Map.of());
    assertThat(report(tidemark.sync().orThrow()).deadLetters()).isEqualTo(2);
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 3L));
    assertThat(reasons(tidemark))
        .anySatisfy(reason -> assertThat(reason).startsWith("a.csv, line 3:"))
        .anySatisfy(reason -> assertThat(reason).startsWith("a.csv, line 4:"));
  }

  private static List<String> reasons(Tidemark tidemark) {
    return tidemark.dataset("things").sql("SELECT reason FROM _tidemark_dead_letters").stream()
        .map(row -> String.valueOf(row.get("reason")))
        .toList();
  }

  @Test
  void rowsInAnotherEncodingAreKeptAside() {
    bucket.put("a.csv", "id,text\n1,é\n");
    bucket.objects.put("b.csv", "id,text\n2,é\n3,e\n".getBytes(ISO_8859_1), Bucket.MONDAY);
    Tidemark tidemark = of(Map.of("filetype", "csv"), Map.of());
    assertThat(report(tidemark.sync().orThrow()).deadLetters()).isEqualTo(1);
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 3L));
    assertThat(reasons(tidemark))
        .containsExactly("b.csv, line 2: it is not written in utf-8; set 'encoding'");
  }

  @Test
  void anArchiveThatWouldUnpackToTenGigabytes() throws Exception {
    bucket.put("a.jsonl", "{\"id\":1}\n");
    bucket.objects.put("b.zip", bomb(), Bucket.MONDAY);
    bucket.put("c.jsonl", "{\"id\":3}\n");
    Tidemark tidemark = lines(this, Map.of());
    StreamReport report = report(tidemark.sync());
    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.error()).contains("b.zip#b.jsonl").contains("unpack to more than");
    assertThat(ids(tidemark)).isEqualTo(List.of(1L, 3L));
  }

  /**
   * Empty lines, packed once and repeated: after a full flush nothing refers to what was before.
   */
  private static byte[] bomb() throws IOException {
    int times = 160;
    byte[] lines = new byte[64 << 20];
    Arrays.fill(lines, (byte) '\n');
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(lines);
    byte[] packed = new byte[1 << 20];
    int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
    deflater.end();
    byte[] end = {3, 0};
    InputStream content =
        new SequenceInputStream(
            new SequenceInputStream(
                Collections.enumeration(
                    Collections.nCopies(times, 0).stream()
                        .map(i -> new ByteArrayInputStream(packed, 0, length))
                        .toList())),
            new ByteArrayInputStream(end));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      ZipArchiveEntry entry = new ZipArchiveEntry("b.jsonl");
      entry.setMethod(ZipEntry.DEFLATED);
      entry.setSize((long) times * lines.length);
      entry.setCompressedSize((long) times * length + end.length);
      entry.setCrc(7);
      zip.addRawArchiveEntry(entry, content);
    }
    return bytes.toByteArray();
  }
}
