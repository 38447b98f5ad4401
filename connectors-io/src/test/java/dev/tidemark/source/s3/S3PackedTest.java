package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that are packed, and members of archives. */
class S3PackedTest {
  private final Store store = new Store();

  @AfterEach
  void close() {
    store.close();
  }

  private static JsonObject jsonl(String... globs) {
    return Store.stream("jsonl", globs).put("input_schema", "{\"id\":\"integer\"}");
  }

  private Store.Read read(String... globs) {
    return Store.read(store.source(jsonl(globs)));
  }

  private void put(String key, byte[] content) {
    store.bucket.put(key, content, Store.MONDAY);
  }

  private static byte[] line(long id) {
    return ("{\"id\":" + id + "}\n").getBytes(UTF_8);
  }

  @Test
  void filesAreUnpackedAsTheirNamesTell() throws IOException {
    put("a.jsonl", line(1));
    put("b.jsonl.gz", Packer.packed(GZIPOutputStream::new, line(2), line(3)));
    put("c.jsonl.bz2", Packer.packed(BZip2CompressorOutputStream::new, line(4), line(5)));
    put("d.jsonl.ZST", Zstd.compress(line(6)));
    assertThat(read("**").values("id")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void membersOfArchivesAreFiles() throws IOException {
    put("x/a.zip", Packer.zip(false, "in/", new byte[0], "in/é.jsonl", line(1), "b.txt", line(9)));
    put("x/b.zip", Packer.zip(true, "c.jsonl", line(2)));
    Store.Read read = read("**/*.jsonl");
    assertThat(read.values("id")).containsExactlyInAnyOrder(1L, 2L);
    assertThat(read.values("_ab_source_file_url"))
        .containsExactlyInAnyOrder("x/a.zip#in/é.jsonl", "x/b.zip#c.jsonl");
    assertThat(read.values("_ab_source_file_last_modified"))
        .containsOnly("2026-03-02T08:00:00.000000Z");
    assertThat(read("x/a.zip").values("id")).containsExactlyInAnyOrder(1L, 9L);
  }

  @Test
  void onlyChangedMembersOfAnArchiveAreReadAgain() throws IOException {
    put("a.zip", Packer.zip(true, "same.jsonl", line(1), "changed.jsonl", line(2)));
    Store.Read first = read("**");
    store.bucket.put(
        "a.zip",
        Packer.zip(true, "new.jsonl", line(4), "same.jsonl", line(1), "changed.jsonl", line(3)),
        Store.MONDAY.plusSeconds(60));
    Store.Read second = Store.read(store.source(jsonl("**")), first.done);
    assertThat(second.values("id")).contains(3L, 4L).doesNotContain(2L);
  }

  @Test
  void damagedArchivesFailByThemselves() throws IOException {
    byte[] good = Packer.zip(false, "a.jsonl", line(1));
    put("cut.zip", Arrays.copyOf(good, good.length - 30));
    put("none.zip", "no archive at all".getBytes(UTF_8));
    put("good.zip", good);
    byte[] gz = Packer.packed(GZIPOutputStream::new, noise(40_000));
    put("cut.jsonl.gz", Arrays.copyOf(gz, gz.length / 2));
    put("none.jsonl.zst", "no zstd at all".getBytes(UTF_8));
    Store.Read read = read("**");
    assertThat(read.values("id")).contains(1L);
    assertThat(read.failures)
        .containsOnlyKeys("cut.zip", "none.zip", "cut.jsonl.gz", "none.jsonl.zst");
    read.failures.forEach(
        (file, problem) ->
            assertThat(problem).hasMessageContaining(file + ": it can't be unpacked:"));
  }

  private static byte[] noise(int lines) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(String.format(Locale.ROOT, "{\"id\":%d}%n", random.nextInt()));
    }
    return text.toString().getBytes(UTF_8);
  }

  @Test
  void aMemberThatIsNotWhatTheDirectorySaysFails() throws IOException {
    byte[] zip = Packer.zip(true, "a.jsonl", line(1), "b.jsonl", line(2));
    zip[30 + "a.jsonl".length() + 6] = '7';
    put("a.zip", zip);
    Store.Read read = read("**");
    assertThat(read.values("id")).containsExactly(2L);
    assertThat(read.failures.get("a.zip#a.jsonl")).hasMessageContaining("not what the archive");
  }

  @Test
  void bombsAreRefused() throws IOException {
    byte[] lines = new byte[257 << 20];
    Arrays.fill(lines, (byte) '\n');
    put("bomb.zip", Packer.ZIP.pack("lines.jsonl", lines));
    put("bomb.jsonl.gz", Packer.GZIP.pack("", lines));
    put("fine.jsonl", line(1));
    Store.Read read = read("**");
    assertThat(read.values("id")).containsExactly(1L);
    assertThat(read.failures).containsOnlyKeys("bomb.zip#lines.jsonl", "bomb.jsonl.gz");
    read.failures.values().forEach(p -> assertThat(p).hasMessageContaining("unpack to more than"));
  }
}
