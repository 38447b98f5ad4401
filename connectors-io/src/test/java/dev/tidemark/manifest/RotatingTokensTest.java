package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.FakeTime;
import dev.tidemark.http.Network;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Stub.Asked;
import dev.tidemark.manifest.Stub.Given;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refresh tokens that can be used once: the newest one must not get lost, whatever happens. */
final class RotatingTokensTest {
  private static final String PROPERTY = "tidemark.tokens";

  @TempDir private Path folder;

  private static final long POLL_NANOS = 50_000_000;

  private final FakeTime time = new FakeTime();
  private final Server server = new Server();

  @BeforeEach
  void keepTokensHere() {
    System.setProperty(PROPERTY, folder.resolve("tokens").toString());
  }

  @AfterEach
  void tidy() {
    System.clearProperty(PROPERTY);
    server.stub.close();
  }

  /** Takes each refresh token once. */
  private static final class Server {
    private final Stub stub = Stub.answering(this::answer);
    private final List<String> spent = new ArrayList<>();
    private String good = "refresh-0";
    private boolean rotates = true;

    private synchronized Given answer(Asked asked) {
      if (!asked.path().equals("/auth/token")) {
        return Stub.json("{\"data\": []}");
      }
      if (!asked.body().contains("refresh_token=" + good)) {
        return Stub.status(400, "{\"error\": \"invalid_grant\"}");
      }
      spent.add(good);
      String token = "\"access_token\": \"access-" + spent.size() + "\", \"expires_in\": 3600";
      if (!rotates) {
        return Stub.json("{" + token + "}");
      }
      good = "refresh-" + spent.size();
      return Stub.json("{" + token + ", \"refresh_token\": \"" + good + "\"}");
    }

    Network network() {
      return Network.DIRECT.withRoutes(
          Map.of("api.example.com", stub.url(), "auth.example.com", stub.url() + "/auth"));
    }

    List<String> shown() {
      return stub.requests().stream()
          .filter(asked -> !asked.path().equals("/auth/token"))
          .map(asked -> asked.headers().get("Authorization").replace("Bearer ", ""))
          .toList();
    }
  }

  private static JsonObject config(String refresh) {
    return JsonObject.of(
        "credentials",
        JsonObject.of("client_id", "me", "client_secret", "s3cret", "refresh_token", refresh));
  }

  private static String manifest(String updater) {
    return Manifests.requester(
        """
        url_base: https://api.example.com
        authenticator:
          type: OAuthAuthenticator
          token_refresh_endpoint: https://auth.example.com/token
          refresh_token_updater: %s
        """
            .formatted(updater));
  }

  /** As another process would: nothing in memory is shared with those before. */
  private Source process(JsonObject config) {
    Time own = new SameTime(time);
    return OpenedManifest.of("test", manifest("{}"), config, server.network(), own).source();
  }

  /** Accounts are shared by all who have the same clock. */
  private record SameTime(FakeTime time, Object identity) implements Time {
    SameTime(FakeTime time) {
      this(time, new Object());
    }

    @Override
    public java.time.Instant now() {
      return time.now();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    /** Other processes go on meanwhile, at a pace that is not that of this clock. */
    @Override
    public void sleep(Duration duration) {
      LockSupport.parkNanos(Math.min(duration.toNanos(), POLL_NANOS));
      time.sleep(duration);
    }
  }

  private static void read(Source source) {
    Readings.records(source, "items");
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void theNextProcessGoesOnWhereTheLastOneEnded() {
    read(process(config("refresh-0")));
    read(process(config("refresh-0")));
    time.pass(Duration.ofHours(1));
    read(process(config("refresh-0")));
    time.pass(Duration.ofHours(1));
    read(process(config("refresh-0")));
    assertThat(server.spent).containsExactly("refresh-0", "refresh-1", "refresh-2");
    assertThat(server.shown()).containsExactly("access-1", "access-1", "access-2", "access-3");
  }

  @Test
  void aNewRefreshTokenInTheConfigBeginsAnew() {
    read(process(config("refresh-0")));
    server.good = "renewed-by-hand";
    read(process(config("renewed-by-hand")));
    time.pass(Duration.ofHours(1));
    read(process(config("renewed-by-hand")));
    assertThat(server.spent).containsExactly("refresh-0", "renewed-by-hand", "refresh-2");
  }

  @Test
  void theRestOfTheConfigMayChange() {
    read(process(config("refresh-0")));
    JsonObject changed = config("refresh-0").put("start_date", "2026-01-01");
    changed.object("credentials").put("client_secret", "another");
    time.pass(Duration.ofHours(1));
    read(process(changed));
    assertThat(server.spent).containsExactly("refresh-0", "refresh-1");
  }

  @Test
  void aRefreshTokenThatStaysIsUsedAgain() {
    server.rotates = false;
    read(process(config("refresh-0")));
    time.pass(Duration.ofHours(1));
    read(process(config("refresh-0")));
    assertThat(server.spent).containsExactly("refresh-0", "refresh-0");
  }

  @Test
  void anAccessTokenOfTheConfigIsUsedUntilItsEnd() {
    JsonObject config = config("refresh-0");
    config
        .object("credentials")
        .put("access_token", "access-0")
        .put("token_expiry_date", "2026-01-01T00:30:00+00:00");
    read(process(config));
    time.pass(Duration.ofMinutes(30));
    read(process(config));
    assertThat(server.shown()).containsExactly("access-0", "access-1");
  }

  @Test
  void manyWorkersOfSeveralProcessesSpendOneToken() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Source process = process(config("refresh-0"));
      for (int j = 0; j < 4; j++) {
        all.add(workers.submit(() -> read(process)));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    workers.shutdown();
    assertThat(server.spent).containsExactly("refresh-0");
    assertThat(server.shown()).hasSize(16).containsOnly("access-1");
  }

  @Test
  void onlyItsOwnerCanReadWhatIsKept() throws Exception {
    read(process(config("refresh-0")));
    Path file = kept().get(0);
    assertThat(file).content().contains("refresh-1").doesNotContain("refresh-0", "s3cret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void nothingIsSpentIfItCouldNotBeKept() throws Exception {
    Files.writeString(folder.resolve("tokens"), "in the way");
    assertThatThrownBy(() -> read(process(config("refresh-0"))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("this source's refresh token changes with each use")
        .hasMessageContaining(
            "set TIDEMARK_TOKENS to a folder that can be written to and that stays");
    assertThat(server.spent).isEmpty();
  }

  @Test
  void nothingIsSpentIfTheFileIsBroken() throws Exception {
    read(process(config("refresh-0")));
    Files.writeString(kept().get(0), "{\"access_tok");
    assertThatThrownBy(() -> read(process(config("refresh-0"))))
        .hasMessageContaining("does not hold tokens any more");
    assertThat(server.spent).hasSize(1);
  }

  @Test
  void whatWasKeptBeforeARefreshFailsStays() {
    read(process(config("refresh-0")));
    String good = server.good;
    server.good = "revoked";
    time.pass(Duration.ofHours(1));
    assertThatThrownBy(() -> read(process(config("refresh-0"))))
        .hasMessageContaining("the authorization has ended");
    server.good = good;
    read(process(config("refresh-0")));
    assertThat(server.spent).containsExactly("refresh-0", "refresh-1");
  }

  @Test
  void theConfigMayHaveTheTokensElsewhere() {
    JsonObject config =
        JsonObject.of("id", "me", "secret", "s3cret", "oauth", JsonObject.of("again", "refresh-0"));
    String updater =
        """

            refresh_token_name: refresh_token
            refresh_token_config_path: [oauth, again]
            access_token_config_path: [oauth, now]
            token_expiry_date_config_path: [oauth, until]
          client_id: "{{ config.id }}"
          client_secret: "{{ config.secret }}"
        """;
    read(OpenedManifest.of("test", manifest(updater), config, server.network(), time).source());
    assertThat(server.spent).containsExactly("refresh-0");
  }

  @Test
  void onlyOneMachineCanReadWithSuchTokens() {
    assertThat(process(config("refresh-0")).sharedByMachines()).isFalse();
    String selective =
        """
        url_base: https://api.example.com
        authenticator:
          type: SelectiveAuthenticator
          authenticator_selection_path: [kind]
          authenticators:
            key: {type: BearerAuthenticator, api_token: x}
            once: {type: OAuthAuthenticator, token_refresh_endpoint: x, refresh_token_updater: {}}
        """;
    String manifest = Manifests.requester(selective);
    assertThat(Manifests.open(manifest, "{\"kind\": \"key\"}").sharedByMachines()).isTrue();
    assertThat(Manifests.open(manifest, "{\"kind\": \"once\"}").sharedByMachines()).isFalse();
  }

  @Test
  void aConfigWithoutARefreshTokenIsSaid() {
    assertThatThrownBy(() -> read(process(config(""))))
        .hasMessageContaining("the config has no refresh token at credentials.refresh_token");
  }

  @Test
  void aRuleForRefusalsStandsInOnePlace() {
    String twice =
        "{refresh_token_error_key: error}\n"
            + "  client_id: x\n  client_secret: x\n  refresh_token_error_values: [invalid_grant]";
    assertThatThrownBy(() -> Manifests.open(manifest(twice), "{}"))
        .hasMessageContaining("refresh_token_updater")
        .hasMessageContaining("what is said beside it too");
  }
}
