package dev.tidemark.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Masking;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SealedConfigTest {
  /** A variable that every machine has; its value is long enough to be a secret. */
  private static final String VARIABLE = "PATH";

  private static final JsonObject CONFIG =
      Json.parseObject(
          """
          {"user": "ann", "key": "k-hunter22", "pin": 918273645, "none": null,
           "in": {"token": "t-hunter22", "open": [1, "two"]},
           "keys": ["a-hunter22", "b-hunter22"],
           "hosts": [{"name": "h", "token": "c-hunter22"}],
           "account": {"id": "d-hunter22", "deep": {"file": "e-hunter22"}}}
          """);
  private static final Set<String> SECRETS =
      Set.of("key", "pin", "none", "in.token", "keys", "hosts.token", "account");

  @Test
  void opensAsItWasSealed() {
    assertThat(sealed().open()).isEqualTo(CONFIG);
  }

  @Test
  void opensAsItWasSealedAfterATripThroughAGraph() throws Exception {
    byte[] bytes = serialised(sealed());
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(((SealedConfig) in.readObject()).open()).isEqualTo(CONFIG);
    }
  }

  @Test
  void holdsNoSecretInAnyFormThatLeaves() throws Exception {
    SealedConfig sealed = sealed();
    String all = new String(serialised(sealed), ISO_8859_1) + sealed + sealed.publicText();
    assertThat(all).doesNotContain("hunter22").doesNotContain("918273645");
    assertThat(all).contains("ann", "two");
  }

  @Test
  void aSecretIsKnownForMaskingFromTheStart() {
    SealedConfig.of(JsonObject.of("key", "fresh-hunter22"), Set.of("key"), Map.of());
    assertThat(Masking.mask("it is fresh-hunter22")).isEqualTo("it is ****");
  }

  @Test
  void aSecretFromTheEnvironmentIsReferredToByName() {
    JsonObject config = JsonObject.of("key", System.getenv(VARIABLE));
    SealedConfig sealed = SealedConfig.of(config, Set.of("key"), Map.of("key", VARIABLE));
    assertThat(sealed).hasToString("{\"key\":{\"$tidemark_secret\":\"env:" + VARIABLE + "\"}}");
    assertThat(sealed.open()).isEqualTo(config);
  }

  @Test
  void aSecretThatIsOnlyPartOfAVariableIsNotReferredToByItsName() {
    JsonObject config = JsonObject.of("key", "Bearer " + System.getenv(VARIABLE));
    SealedConfig sealed = SealedConfig.of(config, Set.of("key"), Map.of("key", VARIABLE));
    assertThat(sealed.toString()).contains("vault:").doesNotContain("env:");
    assertThat(sealed.open()).isEqualTo(config);
  }

  @Test
  void aValueFromTheEnvironmentThatIsNoSecretStays() {
    SealedConfig sealed =
        SealedConfig.of(JsonObject.of("user", "ann"), Set.of(), Map.of("user", VARIABLE));
    assertThat(sealed).hasToString("{\"user\":\"ann\"}");
  }

  @Test
  void aMissingVariableIsAProblemThatNamesIt() throws Exception {
    assertThatThrownBy(() -> reopened("env:PATH", "env:NO_SUCH_VARIABLE_HERE"))
        .isInstanceOf(Problem.class)
        .hasMessage("the environment variable NO_SUCH_VARIABLE_HERE is not set on this worker");
  }

  @Test
  void aSecretOfAnotherProcessIsAProblemThatTellsTheWayOut() throws Exception {
    assertThatThrownBy(() -> reopened("env:PATH", "vault:xyz"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("give it as an environment variable");
  }

  @Test
  void thePublicTextDoesNotDependOnSecretsOrOrder() {
    SealedConfig one =
        SealedConfig.of(JsonObject.of("a", 1L, "key", "one-secret"), Set.of("key"), Map.of());
    SealedConfig other =
        SealedConfig.of(JsonObject.of("key", "other-secret", "a", 1L), Set.of("key"), Map.of());
    assertThat(one.publicText())
        .isEqualTo(other.publicText())
        .isEqualTo("{\"a\":1,\"key\":\"****\"}");
  }

  @Test
  void equalSecretsHaveEqualReferences() {
    assertThat(sealed()).hasToString(sealed().toString()).isEqualTo(sealed());
  }

  private static SealedConfig sealed() {
    return SealedConfig.of(CONFIG, SECRETS, Map.of());
  }

  /** What a process makes of a config that was sealed by another one. */
  private static JsonObject reopened(String from, String to) throws Exception {
    JsonObject config = JsonObject.of("key", System.getenv(VARIABLE));
    byte[] bytes = serialised(SealedConfig.of(config, Set.of("key"), Map.of("key", VARIABLE)));
    String text = new String(bytes, ISO_8859_1);
    int start = text.indexOf("{\"key\"");
    String before = "{\"key\":{\"$tidemark_secret\":\"" + from + "\"}}";
    String after = "{\"key\":{\"$tidemark_secret\":\"" + to + "\"}}";
    String changed = text.substring(0, start - 1) + (char) after.length() + after;
    assertThat(text).endsWith(before);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(changed.getBytes(ISO_8859_1)))) {
      return ((SealedConfig) in.readObject()).open();
    }
  }

  private static byte[] serialised(SealedConfig config) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(config);
    }
    return bytes.toByteArray();
  }
}
