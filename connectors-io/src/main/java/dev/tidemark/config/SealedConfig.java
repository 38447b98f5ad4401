package dev.tidemark.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.google.SecretManager;
import dev.tidemark.http.Masking;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A config that may travel through a pipeline graph: where it has a secret there stands a
 * reference.
 *
 * <p>A secret that came from an environment variable is referred to by the variable's name, so that
 * a worker with the same environment can resolve it; one that came from Google's Secret Manager by
 * its name there. Any other secret stays in this process, unless the config is made {@link
 * #portable}.
 */
public final class SealedConfig implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final String REFERENCE = "$tidemark_secret";
  private static final String VAULT_PREFIX = "vault:";
  private static final String VARIABLE_PREFIX = "env:";
  private static final String MANAGED_PREFIX = "google:";
  private static final Map<String, Object> VAULT = new ConcurrentHashMap<>();

  /** Makes vault ids useless for guessing secrets; equal secrets have equal ids in one process. */
  private static final String SALT = UUID.randomUUID().toString();

  /** No settings. */
  public static final SealedConfig EMPTY = new SealedConfig("{}");

  private final String text;

  private SealedConfig(String text) {
    this.text = text;
  }

  /**
   * Seals a config.
   *
   * @param config values, secrets included
   * @param secretPaths which values are secret, as {@code a.b}, with all that is in them; items of
   *     a list have the path of the list
   * @param variables the environment variable that a value came from, or its name in Google's
   *     Secret Manager, by path
   */
  public static SealedConfig of(
      JsonObject config, Set<String> secretPaths, Map<String, String> variables) {
    Sealer sealer = new Sealer(secretPaths, variables);
    return new SealedConfig(Json.write(sealer.seal(config, "", false)));
  }

  /** The config with its secrets; registers them for masking. */
  public JsonObject open() {
    return (JsonObject) unseal(Json.parse(text));
  }

  /**
   * The same for other processes: a secret that they can't have by its name is locked with the key
   * that they and this one have in common.
   *
   * @param where whose processes, for the message
   * @param sharesVariables whether they have the environment variables that this one has
   * @throws Problem if there is such a secret and no key
   */
  public SealedConfig portable(String where, boolean sharesVariables) {
    return new SealedConfig(Json.write(portable(Json.parse(text), where, sharesVariables)));
  }

  /** This config with one more setting that is no secret. */
  public SealedConfig with(String name, Object value) {
    return new SealedConfig(Json.parseObject(text).put(name, value).toString());
  }

  /**
   * This config with one more secret.
   *
   * @param variable the environment variable that it came from, or its name in Google's Secret
   *     Manager, or null
   */
  public SealedConfig withSecret(String name, String secret, String variable) {
    return with(name, reference(secret, variable));
  }

  /** This config with one more secret: what an environment variable holds, here and elsewhere. */
  public SealedConfig withSecretFromEnv(String name, String variable) {
    String secret = System.getenv(variable);
    if (secret == null) {
      throw new IllegalArgumentException("the environment variable " + variable + " is not set");
    }
    return withSecret(name, secret, variable);
  }

  /** The settings without their secrets: equal for equal settings in every process. */
  public String publicText() {
    return Json.writeCanonical(Json.parse(text))
        .replaceAll("\\{\"" + Pattern.quote(REFERENCE) + "\":\"[^\"]*\"}", "\"****\"");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedConfig that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private record Sealer(Set<String> secretPaths, Map<String, String> variables) {
    Object seal(Object value, String path, boolean within) {
      boolean secret = within || secretPaths.contains(path);
      if (value instanceof JsonObject object) {
        JsonObject sealed = new JsonObject();
        for (int i = 0; i < object.size(); i++) {
          String name = object.name(i);
          String at = path.isEmpty() ? name : path + "." + name;
          sealed.put(name, seal(object.value(i), at, secret));
        }
        return sealed;
      }
      if (value instanceof List<?> list) {
        List<Object> sealed = new ArrayList<>();
        list.forEach(item -> sealed.add(seal(item, path, secret)));
        return sealed;
      }
      return value == null || !secret ? value : reference(value, variables.get(path));
    }
  }

  private static JsonObject reference(Object secret, String variable) {
    Masking.register(secret.toString());
    if (variable != null && secret.equals(named(variable))) {
      String prefix = SecretManager.isName(variable) ? MANAGED_PREFIX : VARIABLE_PREFIX;
      return JsonObject.of(REFERENCE, prefix + variable);
    }
    String id = UUID.nameUUIDFromBytes((SALT + Json.write(secret)).getBytes(UTF_8)).toString();
    VAULT.put(id, secret);
    return JsonObject.of(REFERENCE, VAULT_PREFIX + id);
  }

  private static Object unseal(Object value) {
    return replace(value, SealedConfig::resolve);
  }

  private static Object portable(Object value, String where, boolean sharesVariables) {
    return replace(
        value,
        reference -> {
          boolean isKnownHereOnly =
              reference.startsWith(VAULT_PREFIX)
                  || (reference.startsWith(VARIABLE_PREFIX) && !sharesVariables);
          return JsonObject.of(
              REFERENCE,
              isKnownHereOnly
                  ? SealingKey.forOthers(where, sharesVariables).lock(resolve(reference))
                  : reference);
        });
  }

  /** The value with something else in place of each reference to a secret. */
  private static Object replace(Object value, Function<String, Object> replacement) {
    if (value instanceof List<?> list) {
      List<Object> replaced = new ArrayList<>();
      list.forEach(item -> replaced.add(replace(item, replacement)));
      return replaced;
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    if (object.has(REFERENCE)) {
      return replacement.apply(object.text(REFERENCE, ""));
    }
    JsonObject replaced = new JsonObject();
    for (int i = 0; i < object.size(); i++) {
      replaced.put(object.name(i), replace(object.value(i), replacement));
    }
    return replaced;
  }

  private static Object resolve(String reference) {
    Object secret = reveal(reference);
    Masking.register(secret.toString());
    return secret;
  }

  private static Object reveal(String reference) {
    if (SealingKey.isLocked(reference)) {
      return SealingKey.unlocked(reference);
    }
    String name = reference.substring(reference.indexOf(':') + 1);
    Object secret = reference.startsWith(VAULT_PREFIX) ? VAULT.get(name) : named(name);
    if (secret == null) {
      throw Problem.config(
          reference.startsWith(VAULT_PREFIX)
              ? "a secret that was given as a value can't leave the process that started the sync;"
                  + " give it as an environment variable that the workers have too"
              : "the environment variable " + name + " is not set on this worker");
    }
    return secret;
  }

  /** What has that name, in the environment or in Secret Manager; may be null. */
  private static String named(String name) {
    return SecretManager.isName(name) ? SecretManager.get().read(name) : System.getenv(name);
  }
}
