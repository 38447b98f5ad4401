package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may log in, what for, and what is said to those who may not. */
class SnowflakeAccessTest {
  private static final DestinationProvider PROVIDER = new SnowflakeProvider();

  @TempDir Path folder;

  private final FakeSnowflake snowflake = FakeSnowflake.start();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private DestinationRef with(String option, String secret) {
    return snowflake.ref(SealedConfig.EMPTY.withSecret(option, secret, null));
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() {
    DestinationRef ref = with("password", "not the pässword");
    assertThatThrownBy(() -> PROVIDER.check(ref))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Incorrect username or password")
        .satisfies(e -> assertThat(((Problem) e).kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not the p"));
    assertThat(ref.toString()).doesNotContain("not the p");
  }

  @Test
  void theDriverTakesTheProxyOfTheNetworkButNotToThisMachine() {
    Network network = Network.DIRECT.withProxy("proxy.example:3128");
    SealedConfig options = SealedConfig.EMPTY.withSecret("password", "of the loader", null);
    DestinationRef far =
        DestinationRef.of("snowflake://loader@acme/db", null, options).through(network);
    assertThat(Login.properties(Place.of(far), far))
        .containsEntry("useProxy", "true")
        .containsEntry("proxyHost", "proxy.example")
        .containsEntry("proxyPort", "3128");
    DestinationRef near = snowflake.ref().through(network);
    assertThat(Login.properties(Place.of(near), near)).doesNotContainKey("useProxy");
  }

  @Test
  void aKeyLogsInAsTextAndAsFile() throws Exception {
    KeyPair pair = pair();
    snowflake.users().key(pair.getPublic());
    PROVIDER.check(with("private_key", pem(pair)));
    PROVIDER.check(with("private_key", pem(pair).replace("\n", "\\n")));
    Path file = Files.writeString(folder.resolve("key.p8"), pem(pair));
    PROVIDER.check(with("private_key", file.toString()));
  }

  @Test
  void anotherKeyIsRefusedWithAHint() throws Exception {
    snowflake.users().key(pair().getPublic());
    DestinationRef ref = with("private_key", pem(pair()));
    assertThatThrownBy(() -> PROVIDER.check(ref))
        .hasMessageContaining("JWT token is invalid")
        .hasMessageContaining("RSA_PUBLIC_KEY");
  }

  @Test
  void whatIsNoKeyIsSaidSoBeforeAnythingIsSent() {
    assertThatThrownBy(() -> PROVIDER.check(with("private_key", "/no/such/file")))
        .hasMessageContaining("neither a key in PEM nor a file");
    String other = "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----";
    assertThatThrownBy(() -> PROVIDER.check(with("private_key", other)))
        .hasMessageContaining("PKCS#8");
    String locked =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA\n-----END ENCRYPTED PRIVATE KEY-----";
    assertThatThrownBy(() -> PROVIDER.check(with("private_key", locked)))
        .hasMessageContaining("private_key_passphrase is missing");
    assertThat(snowflake.statements()).isEmpty();
  }

  @Test
  void aTokenLogsInUntilItHasExpired() {
    snowflake.users().token("token-of-the-loader");
    PROVIDER.check(with("token", "token-of-the-loader"));
    snowflake.users().expire("token-of-the-loader");
    assertThatThrownBy(() -> PROVIDER.check(with("token", "token-of-the-loader")))
        .hasMessageContaining("has expired: get a new one")
        .satisfies(e -> assertThat(((Problem) e).kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .satisfies(e -> assertThat(Masking.mask(e.getMessage())).doesNotContain("token-of-the"));
  }

  @Test
  void twoWaysToLogInOrNoneAreRefused() {
    assertThatThrownBy(() -> PROVIDER.check(snowflake.ref(SealedConfig.EMPTY)))
        .hasMessageContaining("one of private_key, token and password");
    SealedConfig both =
        SealedConfig.EMPTY
            .withSecret("password", "one-secret", null)
            .withSecret("token", "two-secret", null);
    assertThatThrownBy(() -> PROVIDER.check(snowflake.ref(both)))
        .hasMessageContaining("not token and password");
  }

  @Test
  void aSuspendedWarehouseIsSaidSoByTheCheckAndByTheSync() {
    try (Destination destination = snowflake.ref().open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      snowflake.rights().suspendWarehouse();
      assertThatThrownBy(() -> loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}"))
          .hasMessageContaining("No active warehouse")
          .hasMessageContaining("RESUME");
    }
    assertThatThrownBy(() -> PROVIDER.check(snowflake.ref()))
        .hasMessageContaining("loading takes a warehouse");
  }

  @Test
  void aRoleWithoutRightsIsToldWhichOnesAreMissing() {
    PROVIDER.check(snowflake.ref());
    snowflake.rights().revokeAll();
    assertThatThrownBy(() -> PROVIDER.check(snowflake.ref()))
        .hasMessageContaining("the role LOADER lacks the right CREATE TABLE")
        .hasMessageContaining("GRANT USAGE, CREATE TABLE ON SCHEMA \"PUBLIC\" TO ROLE LOADER");
    DestinationRef elsewhere = DestinationRef.of(snowflake.url(), "raw", snowflake.ref().options());
    assertThatThrownBy(() -> PROVIDER.check(elsewhere))
        .hasMessageContaining("GRANT CREATE SCHEMA ON DATABASE");
    assertThatThrownBy(() -> snowflake.ref().open(Access.WRITE))
        .hasMessageContaining("Insufficient privileges")
        .hasMessageContaining("GRANT USAGE, CREATE TABLE ON SCHEMA");
  }

  @Test
  void queriesAreTaggedWithTheConnectionUnlessTheJobSaysOtherwise() {
    PROVIDER.check(PROVIDER.forConnection(snowflake.ref(), "crm"));
    assertThat(snowflake.lastParameters().text("QUERY_TAG", "")).isEqualTo("tidemark crm");
    SealedConfig options = snowflake.ref().options().with("query_tag", "billing");
    PROVIDER.check(PROVIDER.forConnection(snowflake.ref(options), "crm"));
    assertThat(snowflake.lastParameters().text("QUERY_TAG", "")).isEqualTo("billing");
    assertThat(snowflake.lastParameters().text("TIMEZONE", "")).isEqualTo("UTC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snowflake://loader@account",
        "snowflake:analytics",
        "snowflake://loader@account/db?password=abc",
        "snowflake://loader@account/db?warehose=abc"
      })
  void aUrlThatSaysTooLittleOrTooMuchIsRefused(String url) {
    assertThatThrownBy(() -> PROVIDER.identity(DestinationRef.of(url)))
        .isInstanceOf(Problem.class)
        .hasMessageNotContaining("abc");
  }

  @Test
  void accountsAndHostsAreTheSameDatabase() {
    String account = "snowflake://a@org-account/analytics?warehouse=w";
    String host = "snowflake://b@org-account.snowflakecomputing.com/analytics";
    assertThat(PROVIDER.identity(DestinationRef.of(account)))
        .isEqualTo(PROVIDER.identity(DestinationRef.of(host)))
        .isEqualTo("snowflake://org-account/analytics");
  }

  @Test
  void namesThatNeedNoQuotesAreStoredInUpperCase() {
    SnowflakeDialect dialect = new SnowflakeDialect();
    assertThat(dialect.name("created_at")).isEqualTo("\"CREATED_AT\"");
    assertThat(dialect.named("CREATED_AT")).isEqualTo("created_at");
    assertThat(dialect.name("größe")).isEqualTo("\"größe\"");
    assertThat(dialect.named("größe")).isEqualTo("größe");
    assertThat(dialect.identifier("x".repeat(300))).hasSize(255);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair pair) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
            .encodeToString(pair.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }
}
