package dev.tidemark.destination.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.javanet.NetHttpTransport;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.blob.Blobs.Found;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcsBlobsTest {
  @TempDir Path folder;
  private GcsServer server;
  private Blobs blobs;

  @BeforeEach
  void start() throws IOException {
    server = new GcsServer(3);
    blobs =
        new GcsBlobs(new NetHttpTransport(), Optional.empty(), server.url(), "bucket", "crm/", 1);
  }

  @AfterEach
  void stop() {
    blobs.close();
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void anObjectIsCreatedOnce() {
    assertThat(blobs.create("log/ä 1", bytes("first"))).isTrue();
    assertThat(blobs.create("log/ä 1", bytes("second"))).isFalse();
    assertThat(blobs.read("log/ä 1")).hasValue(bytes("first"));
    assertThat(blobs.read("log/2")).isEmpty();
    blobs.write("log/ä 1", bytes("third"));
    assertThat(server.objects.get("crm/log/ä 1")).isEqualTo(bytes("third"));
  }

  @Test
  void aLostAnswerShowsAsAnObjectThatIsThere() {
    server.loseAnswers(1);
    assertThat(blobs.create("log/1", bytes("ours"))).isFalse();
    assertThat(blobs.read("log/1")).hasValue(bytes("ours"));
  }

  @Test
  void aServiceThatIsDownForAMomentIsAskedAgain() {
    server.beUnavailable(3);
    assertThat(blobs.create("log/1", bytes("ours"))).isTrue();
    server.beUnavailable(100);
    assertThatThrownBy(() -> blobs.list("log/", null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("bucket bucket: can't list crm/log/: 503");
  }

  @Test
  void listingsHaveAllPagesFromWhereTheyAreAskedFor() {
    for (int i = 0; i < 8; i++) {
      blobs.write("log/" + i, new byte[i]);
    }
    blobs.write("other", new byte[1]);
    assertThat(blobs.list("log/", null)).hasSize(8).last().returns(7L, Found::size);
    assertThat(blobs.list("log/", "log/5"))
        .extracting(Found::name)
        .containsExactly("log/6", "log/7");
    assertThat(blobs.list("nothing/", null)).isEmpty();
  }

  @Test
  void filesGoThereAndBackAndAreCopiedAndDeleted() throws IOException {
    byte[] large = new byte[(11 << 20) + 7];
    for (int i = 0; i < large.length; i += 4_099) {
      large[i] = (byte) i;
    }
    blobs.upload(Files.write(folder.resolve("large"), large), "data/large");
    blobs.copy("data/large", "people/large");
    blobs.delete(List.of("data/large", "data/never-there"));
    blobs.download("people/large", folder.resolve("back"));
    assertThat(Files.mismatch(folder.resolve("large"), folder.resolve("back"))).isEqualTo(-1);
    assertThat(server.objects).containsOnlyKeys("crm/people/large");
  }

  @Test
  void credentialsThatAreRefusedAreSaidToBe() {
    server.requireToken("a token that is good");
    try (Destination destination = ref("a token that is good").open(Access.WRITE)) {
      assertThat(destination.states("crm")).isEmpty();
    }
    assertThatThrownBy(
            () -> ref("a token that is bad").provider().check(ref("a token that is bad")))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageNotContaining("a token that is bad");
  }

  @Test
  void aProxyLeadsThere() {
    Network proxy = Network.DIRECT.withProxy(server.url());
    DestinationRef far = ref("any", "http://storage.example").through(proxy);
    try (Destination destination = far.open(Access.WRITE)) {
      assertThat(destination.states("crm")).isEmpty();
    }
    assertThat(server.objects).isNotEmpty();
  }

  private DestinationRef ref(String token) {
    return ref(token, server.url());
  }

  private static DestinationRef ref(String token, String endpoint) {
    JsonObject options = JsonObject.of("endpoint", endpoint, "access_token", token);
    return DestinationRef.of(
        "parquet:gs://bucket/crm",
        null,
        SealedConfig.of(options, Set.of("access_token"), Map.of()));
  }

  @Test
  void tablesGoIntoABucket() {
    try (Destination destination = ref("any").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      for (String name : List.of("Ann", "Bea")) {
        Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
        loads.stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"" + name + "\"}");
        loads.committer(run).complete();
      }
      assertThat(loads.rows("id, name")).containsExactly("1 | Bea");
    }
    assertThat(server.objects.keySet()).filteredOn(k -> k.startsWith("crm/people/")).hasSize(1);
    assertThat(new String(server.objects.get("crm/_tidemark/manifests/people/manifest"), UTF_8))
        .startsWith("gs://bucket/crm/_tidemark/data/people/part-");
  }
}
