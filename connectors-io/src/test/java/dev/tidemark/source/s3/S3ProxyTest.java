package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.blob.S3Blobs;
import dev.tidemark.file.Seeds;
import dev.tidemark.json.JsonObject;
import dev.tidemark.s3.S3Access;
import dev.tidemark.s3.S3Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same as against the simulated bucket, against a server that others wrote. {@code
 * connectors-io/src/test/s3proxy/run} runs it.
 */
@EnabledIfSystemProperty(
    named = S3Proxy.CLASS_PATH,
    matches = ".+",
    disabledReason = "connectors-io/src/test/s3proxy/run resolves the server and runs this")
class S3ProxyTest {
  @TempDir Path folder;
  private S3Proxy server;
  private S3Blobs blobs;

  @BeforeEach
  void start() throws IOException {
    server = S3Proxy.start(folder);
    S3Clients clients = new S3Clients(S3Access.of(server.config()), Store.NETWORK);
    blobs = new S3Blobs(clients, S3Proxy.BUCKET, "");
  }

  @AfterEach
  void stop() throws InterruptedException {
    blobs.close();
    server.stop();
  }

  static LongStream seeds() {
    return Seeds.of(2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasWrittenIsRead(long seed) throws Exception {
    new Matrix(blobs::write, server::config).compare(seed);
  }

  @Test
  void aListingOfManyPagesIsWholeAndOfNewFilesOnly() {
    int files = 2_100;
    IntStream.range(0, files)
        .parallel()
        .forEach(i -> blobs.write("many/" + i + ".jsonl", ("{\"id\":" + i + "}").getBytes(UTF_8)));
    JsonObject config = server.config(Store.stream("jsonl", "many/**"));
    Store.Read first = Store.read(Store.open(config));
    assertThat(first.values("id")).hasSize(files).doesNotHaveDuplicates();
    blobs.write("many/7.jsonl", "{\"id\":-7}".getBytes(UTF_8));
    assertThat(Store.read(Store.open(config), first.done).values("id")).isEqualTo(List.of(-7L));
  }

  @Test
  void objectsAreMadeOnceAndCopiedAndDeleted() {
    assertThat(blobs.create("one", new byte[] {1})).isTrue();
    assertThat(blobs.create("one", new byte[] {2})).isFalse();
    blobs.copy("one", "other");
    assertThat(blobs.read("other")).hasValueSatisfying(b -> assertThat(b).containsExactly(1));
    blobs.delete(List.of("one"));
    assertThat(blobs.list("", null)).extracting(found -> found.name()).containsExactly("other");
  }
}
