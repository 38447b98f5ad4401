package dev.tidemark.language;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${NAME}} with what the environment variable holds. Whoever builds a pipeline writes
 * its settings into the graph before we see them, so a secret must be such a reference.
 */
final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

  private final Set<String> secret;
  private final Map<String, String> variables = new HashMap<>();

  private Secrets(ConfigSpec spec) {
    this.secret = spec.secrets();
  }

  /**
   * The settings, ready to travel.
   *
   * @throws Problem if a secret is none, or a variable is not set
   */
  static SealedConfig seal(ConfigSpec spec, JsonObject settings) {
    Secrets secrets = new Secrets(spec);
    JsonObject filled = secrets.filled(settings, "", false);
    return SealedConfig.of(filled, secrets.secret, secrets.variables);
  }

  private JsonObject filled(JsonObject object, String path, boolean within) {
    JsonObject filled = new JsonObject();
    for (int i = 0; i < object.size(); i++) {
      String at = path.isEmpty() ? object.name(i) : path + "." + object.name(i);
      filled.put(object.name(i), filled(object.value(i), at, within || secret.contains(at)));
    }
    return filled;
  }

  private Object filled(Object value, String path, boolean isSecret) {
    if (value instanceof JsonObject object) {
      return filled(object, path, isSecret);
    }
    if (value instanceof List<?> list) {
      List<Object> filled = new ArrayList<>();
      list.forEach(item -> filled.add(filled(item, path, isSecret)));
      return filled;
    }
    Matcher reference = REFERENCE.matcher(String.valueOf(value));
    if (reference.matches()) {
      variables.put(path, reference.group(1));
      return variable(reference.group(1), path);
    }
    if (isSecret && value != null) {
      throw Problem.config(
          "the setting "
              + path
              + " is secret, and would stand in the pipeline's graph; write ${NAME}, and set the"
              + " environment variable NAME where the expansion service and the workers run");
    }
    return value;
  }

  private static String variable(String name, String path) {
    String value = System.getenv(name);
    if (value == null) {
      throw Problem.config(
          "the setting "
              + path
              + ": the environment variable "
              + name
              + " is not set where the expansion service runs");
    }
    return value;
  }
}
