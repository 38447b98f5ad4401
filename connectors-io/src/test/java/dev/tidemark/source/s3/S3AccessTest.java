package dev.tidemark.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways into a bucket. */
class S3AccessTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/reader";
  private static final String CREDENTIALS_FILE = "aws.sharedCredentialsFile";

  @TempDir Path folder;
  private final Store store = new Store();

  @BeforeEach
  void putTwo() {
    store.put("a.jsonl", "{\"id\":1}\n");
    store.put("b.jsonl", "{\"id\":2}\n");
  }

  @AfterEach
  void close() {
    System.clearProperty(CREDENTIALS_FILE);
    store.close();
  }

  private JsonObject config() {
    return store.config(Store.stream("jsonl", "**").put("input_schema", "{\"id\":\"integer\"}"));
  }

  private JsonObject keyless() {
    JsonObject config = config();
    config.remove("aws_access_key_id");
    config.remove("aws_secret_access_key");
    return config;
  }

  private static void assertBothAreRead(Source source) {
    assertThat(Store.read(source).values("id")).containsExactlyInAnyOrder(1L, 2L);
  }

  private long assumed() {
    return store.simulator.requests().stream().filter(r -> r.method().equals("POST")).count();
  }

  private Source asRole(JsonObject config) {
    Map<String, String> toSimulator = Map.of("sts.us-east-1.amazonaws.com", store.simulator.url());
    return Store.open(config, Store.NETWORK.withRoutes(toSimulator));
  }

  @Test
  void aRoleIsAssumedWithItsExternalId() {
    store.bucket.requireRole(ROLE, "agreed", Duration.ofHours(1));
    assertBothAreRead(asRole(config().put("role_arn", ROLE).put("role_external_id", "agreed")));
    assertThat(assumed()).isEqualTo(1);
  }

  @Test
  void aRolesCredentialsAreRenewedBeforeTheyExpire() {
    store.bucket.requireRole(ROLE, "agreed", Duration.ofSeconds(30));
    JsonObject config = config().put("role_arn", ROLE).put("role_external_id", "agreed");
    Source source = asRole(config);
    source.check();
    long before = assumed();
    source.check();
    assertThat(assumed()).isGreaterThan(before);
  }

  @Test
  void aRoleThatIsRefusedIsSaidToBe() {
    store.bucket.requireRole(ROLE, "agreed", Duration.ofHours(1));
    Source source = asRole(config().put("role_arn", ROLE).put("role_external_id", "wrong"));
    assertThatThrownBy(source::check)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageContaining("the role can't be assumed")
        .hasMessageNotContaining("a secret that is long");
  }

  @Test
  void keysAreTakenFromAProfile() throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = other
        aws_secret_access_key = other
        [reader]
        aws_access_key_id = demo
        aws_secret_access_key = any
        """);
    System.setProperty(CREDENTIALS_FILE, file.toString());
    assertBothAreRead(Store.open(keyless().put("profile", "reader")));
  }

  @Test
  void aPublicBucketIsReadWithoutCredentials() {
    JsonObject config = keyless().put("anonymous", true);
    assertThatThrownBy(() -> Store.open(config).check()).isInstanceOf(Problem.class);
    store.bucket.open();
    store.simulator.clearRequests();
    assertBothAreRead(Store.open(config));
    assertThat(store.simulator.requests())
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
  }

  @Test
  void whoeverReadsPaysIfSoAgreed() {
    store.bucket.letReadersPay();
    assertThatThrownBy(() -> Store.open(config()).check()).hasMessageContaining("not allowed");
    assertBothAreRead(Store.open(config().put("requester_pays", true)));
  }

  /** The bucket's host is one that only the proxy could find. */
  @Test
  void theBucketStandsInTheHostIfSoWishedAndAProxyFindsIt() {
    URI proxy = URI.create(store.simulator.url());
    JsonObject config = config().put("endpoint", "http://objects.invalid").put("path_style", false);
    Network network = Store.NETWORK.withProxy(proxy.getHost() + ":" + proxy.getPort());
    assertBothAreRead(Store.open(config, network));
    assertThat(store.simulator.requests())
        .allSatisfy(
            request ->
                assertThat(request.headers()).containsEntry("host", "demo-bucket.objects.invalid"));
  }
}
