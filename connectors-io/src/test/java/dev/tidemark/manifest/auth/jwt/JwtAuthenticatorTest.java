package dev.tidemark.manifest.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Masking;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Problem;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtAuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.5Z");
  private static final long SECOND = 1_767_225_600L;
  private static final String SECRET = "a secret of thirty-two characters!";

  private static KeyPair rsa;

  private static JwtAuthenticator compile(String fields, JsonObject config) {
    Flaws flaws = new Flaws();
    JwtAuthenticator made =
        JwtAuthenticator.REGISTRY.make(
            Document.read("test", "token:\n  type: JwtAuthenticator\n" + fields.indent(2))
                .root(config, flaws)
                .child("token"));
    flaws.refuse("test");
    return made;
  }

  private static String[] token(String fields, JsonObject config) {
    return compile(fields, config).token(NOW).split("\\.");
  }

  private static JsonObject part(String[] token, int index) {
    return Json.parseObject(new String(Base64.getUrlDecoder().decode(token[index]), UTF_8));
  }

  private static byte[] signed(String[] token) {
    return (token[0] + "." + token[1]).getBytes(UTF_8);
  }

  private static byte[] signature(String[] token) {
    return Base64.getUrlDecoder().decode(token[2]);
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String[] signedWith(String algorithm, String key) {
    return token(
        "algorithm: " + algorithm + "\nsecret_key: \"{{ config.key }}\"",
        JsonObject.of("key", key));
  }

  private static boolean verifies(String[] token, String javaName, PublicKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(javaName);
    signature.initVerify(key);
    signature.update(signed(token));
    return signature.verify(signature(token));
  }

  @ParameterizedTest
  @CsvSource({"HS256, HmacSHA256", "HS384, HmacSHA384", "HS512, HmacSHA512"})
  void sharedSecretsSign(String algorithm, String javaName) throws Exception {
    String[] token = signedWith(algorithm, SECRET);
    Mac mac = Mac.getInstance(javaName);
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), javaName));
    assertThat(signature(token)).isEqualTo(mac.doFinal(signed(token)));
    assertThat(part(token, 0)).hasToString("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}");
  }

  @ParameterizedTest
  @CsvSource({"RS256, SHA256withRSA", "RS384, SHA384withRSA", "RS512, SHA512withRSA"})
  void rsaKeysSign(String algorithm, String javaName) throws Exception {
    KeyPair pair = rsa();
    assertThat(verifies(signedWith(algorithm, pem(pair)), javaName, pair.getPublic())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 384, 512})
  void rsaKeysSignWithSaltToo(int bits) throws Exception {
    KeyPair pair = rsa();
    String[] token = signedWith("PS" + bits, pem(pair));
    Signature signature = Signature.getInstance("RSASSA-PSS");
    String hash = "SHA-" + bits;
    signature.setParameter(
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
    signature.initVerify(pair.getPublic());
    signature.update(signed(token));
    assertThat(signature.verify(signature(token))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ES256, secp256r1, SHA256withECDSAinP1363Format, 64",
    "ES384, secp384r1, SHA384withECDSAinP1363Format, 96",
    "ES512, secp521r1, SHA512withECDSAinP1363Format, 132"
  })
  void ellipticKeysSign(String algorithm, String curve, String javaName, int length)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    String[] token = signedWith(algorithm, pem(pair));
    assertThat(signature(token)).hasSize(length);
    assertThat(verifies(token, javaName, pair.getPublic())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "Ed448"})
  void edwardsKeysSign(String curve) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(curve).generateKeyPair();
    assertThat(verifies(signedWith("EdDSA", pem(pair)), "EdDSA", pair.getPublic())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkcs8",
        "sec1",
        "pkcs8-aes256",
        "pkcs8-aes128-sha1",
        "pkcs8-des3",
        "pkcs8-pbes1",
        "sec1-aes128",
        "sec1-des3"
      })
  void keysAreReadAsOpensslWritesThem(String file) throws Exception {
    JsonObject config = JsonObject.of("key", resource(file), "phrase", "open-sesame");
    String[] token =
        token(
            "algorithm: ES256\nsecret_key: \"{{ config.key }}\"\npassphrase: \"{{ config.phrase"
                + " }}\"",
            config);
    assertThat(verifies(token, "SHA256withECDSAinP1363Format", opensslKey())).isTrue();
  }

  @Test
  void rsaKeysAreReadInTheirOldForm() throws Exception {
    KeyPair pair = rsa();
    byte[] inner = Der.read(pair.getPrivate().getEncoded()).part(2).content();
    String pem =
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(inner)
            + "\n-----END RSA PRIVATE KEY-----";
    assertThat(verifies(signedWith("RS256", pem), "SHA256withRSA", pair.getPublic())).isTrue();
  }

  @Test
  void lineBreaksOfAKeyMayBeWrittenOutOrBeLost() throws Exception {
    String key = resource("pkcs8");
    for (String line : new String[] {"\\n", " ", "\r\n"}) {
      String[] token = signedWith("ES256", key.replace("\n", line));
      assertThat(verifies(token, "SHA256withECDSAinP1363Format", opensslKey())).isTrue();
    }
  }

  @Test
  void keysThatCannotBeUsedSayWhyAndShowNothing() throws Exception {
    assertRefused("ES256", "secret text", "", "needs a private key in PEM");
    assertRefused(
        "ES256", resource("pkcs8-aes256"), "", "is encrypted, and there is no passphrase");
    assertRefused("ES256", resource("pkcs8-aes256"), "wrong", "Does the passphrase belong to it?");
    assertRefused("ES256", resource("sec1-des3"), "wrong", "Does the passphrase belong to it?");
    assertRefused("ES256", resource("pkcs8-scrypt"), "open-sesame", "encrypt it anew");
    assertRefused("RS256", resource("pkcs8"), "", "can't be read as one for RS256 (RSA)");
    assertRefused("ES384", resource("pkcs8"), "", "ES384 needs a key on the curve P-384");
    assertRefused("ES256", resource("public"), "", "a key in PEM as 'PUBLIC KEY' can't be read");
    String cut = resource("sec1").replaceFirst("(?s)(.{90}).*(\n-----END)", "$1$2");
    assertRefused("ES256", cut, "", "can't be read as one for ES256");
    assertRefused("HS256", "", "", "secret_key came out empty");
  }

  private static void assertRefused(String algorithm, String key, String phrase, String says) {
    JsonObject config = JsonObject.of("key", key, "phrase", phrase);
    String fields =
        "secret_key: \"{{ config.key }}\"\npassphrase: \"{{ config.phrase }}\"\nalgorithm: ";
    assertThatThrownBy(() -> token(fields + algorithm, config))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("token.secret_key")
        .hasMessageContaining(says)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret text", "MHc", "sesame"));
  }

  @Test
  void aSecretMayBeEncodedFirst() throws Exception {
    String[] token =
        token(
            "algorithm: HS256\nbase64_encode_secret_key: true\nsecret_key: \"{{ config.key }}\"",
            JsonObject.of("key", SECRET));
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] encoded = Base64.getEncoder().encode(SECRET.getBytes(UTF_8));
    mac.init(new SecretKeySpec(encoded, "HmacSHA256"));
    assertThat(signature(token)).isEqualTo(mac.doFinal(signed(token)));
  }

  @Test
  void aTokenSaysWhenItIsGood() {
    String fields = "algorithm: HS256\nsecret_key: " + SECRET + "\n";
    assertThat(part(token(fields, new JsonObject()), 1))
        .hasToString("{\"iat\":%d,\"exp\":%d,\"nbf\":%d}".formatted(SECOND, SECOND + 1200, SECOND));
    assertThat(part(token(fields + "token_duration: 60", new JsonObject()), 1).get("exp"))
        .isEqualTo(SECOND + 60);
  }

  @Test
  void aTokenSaysWhatTheManifestSays() {
    String fields =
        """
        algorithm: HS256
        secret_key: "{{ json_loads(config['account'])['key'] }}"
        jwt_headers: {kid: "{{ config.kid }}", cty: app, typ: at+jwt}
        jwt_payload: {iss: "{{ config.app }}", sub: "{{ json_loads(config['account']).mail }}", aud: all}
        additional_jwt_headers: {crit: [x]}
        additional_jwt_payload: {scope: "a b", deep: {of: "{{ config.kid }}"}, none: "{{ config.no }}"}
        """;
    JsonObject config =
        JsonObject.of(
            "kid", "k-1", "app", "123", "account", "{\"key\": \"the key\", \"mail\": \"a@b.c\"}");
    String[] token = token(fields, config);
    assertThat(part(token, 0))
        .hasToString(
            "{\"typ\":\"at+jwt\",\"alg\":\"HS256\",\"crit\":[\"x\"],\"kid\":\"k-1\",\"cty\":\"app\"}");
    assertThat(part(token, 1))
        .hasToString(
            "{\"scope\":\"a"
                + " b\",\"deep\":{\"of\":\"k-1\"},\"iss\":123,\"sub\":\"a@b.c\",\"aud\":\"all\","
                + "\"iat\":%1$d,\"exp\":%2$d,\"nbf\":%1$d}".formatted(SECOND, SECOND + 1200));
  }

  @Test
  void aPrefixStandsBeforeTheToken() {
    String fields = "algorithm: HS256\nsecret_key: " + SECRET + "\nheader_prefix: ";
    assertThat(compile(fields + "\"{{ config.p }}\"", JsonObject.of("p", "Bearer")).token(NOW))
        .startsWith("Bearer ey");
    assertThat(compile(fields + "''", new JsonObject()).token(NOW)).startsWith("ey");
  }

  @Test
  void tokensAndSecretsAreMasked() {
    String token =
        compile("algorithm: HS256\nsecret_key: jwt-secret-key", new JsonObject()).token(NOW);
    assertThat(Masking.mask("with jwt-secret-key: " + token + "!")).isEqualTo("with ****: ****!");
  }

  @Test
  void reservedNamesAreFlaws() {
    assertThatThrownBy(
            () ->
                compile(
                    """
                    algorithm: ES256K
                    secret_key: x
                    additional_jwt_headers: {alg: none}
                    additional_jwt_payload: {exp: 1, iss: me, fine: 2}
                    """,
                    new JsonObject()))
        .hasMessageContaining("token.algorithm")
        .hasMessageContaining("ES256K can't be had: Java 16 has dropped its curve, secp256k1")
        .hasMessageContaining("additional_jwt_headers.alg (line 5, column 3): is reserved")
        .hasMessageContaining("additional_jwt_payload.exp")
        .hasMessageContaining("additional_jwt_payload.iss")
        .hasMessageNotContaining("fine");
    assertThatThrownBy(() -> compile("algorithm: RS255", new JsonObject()))
        .hasMessageContaining("Did you mean 'RS256'?")
        .hasMessageContaining("secret_key");
  }

  /** One for all tests: they take long to find. */
  private static synchronized KeyPair rsa() throws GeneralSecurityException {
    if (rsa == null) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      rsa = generator.generateKeyPair();
    }
    return rsa;
  }

  private static PublicKey opensslKey() throws Exception {
    byte[] key = Base64.getMimeDecoder().decode(resource("public").replaceAll("-----.*?-----", ""));
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = JwtAuthenticatorTest.class.getResourceAsStream(name + ".pem")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
