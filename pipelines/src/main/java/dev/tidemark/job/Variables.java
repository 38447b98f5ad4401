package dev.tidemark.job;

import dev.tidemark.google.SecretManager;
import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Puts values in for references: {@code ${NAME}} is a variable of the environment or of a {@code
 * .env} file beside the job, {@code ${secret:path}} a file in the secrets folder, or a secret in
 * Google's Secret Manager. A second dollar sign in front keeps a reference as it is.
 */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\{([^}]*)}");

  private static final String SECRET = "secret:";

  private final Map<String, String> environment;
  private final Map<String, String> dotEnv;
  private final Path secrets;

  Variables(Map<String, String> environment, Map<String, String> dotEnv, Path secrets) {
    this.environment = environment;
    this.dotEnv = dotEnv;
    this.secrets = secrets;
  }

  /**
   * A value as it is meant.
   *
   * @param text the text with everything filled in
   * @param variable the environment variable, or Secret Manager's secret, that it consists of, or
   *     null
   * @param secret whether any part came from a secret
   */
  record Resolved(String text, String variable, boolean secret) {}

  Optional<Resolved> resolve(ScalarNode node, Findings findings) {
    String text = node.getValue();
    if (!text.contains("${")) {
      return Optional.of(new Resolved(text, null, false));
    }
    StringBuilder filled = new StringBuilder();
    boolean secret = false;
    Matcher matcher = REFERENCE.matcher(text);
    int copied = 0;
    for (; matcher.find(); copied = matcher.end()) {
      filled.append(text.substring(copied, matcher.start()));
      String name = matcher.group(2);
      if (!matcher.group(1).isEmpty()) {
        filled.append("${").append(name).append('}');
        continue;
      }
      Optional<String> value = value(name, node, findings);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      secret |= name.startsWith(SECRET);
      filled.append(value.get());
    }
    filled.append(text.substring(copied));
    return Optional.of(new Resolved(filled.toString(), wholly(text), secret));
  }

  /** The name by which other processes can have the value too, or null. */
  private String wholly(String text) {
    Matcher whole = REFERENCE.matcher(text);
    if (!whole.matches()) {
      return null;
    }
    String name = whole.group(2);
    String managed = name.startsWith(SECRET) ? name.substring(SECRET.length()) : "";
    return SecretManager.isName(managed) ? managed : environment.containsKey(name) ? name : null;
  }

  private Optional<String> value(String name, ScalarNode node, Findings findings) {
    if (name.startsWith(SECRET)) {
      return secret(name.substring(SECRET.length()), node, findings);
    }
    String value = environment.getOrDefault(name, dotEnv.get(name));
    if (value == null) {
      findings.add(
          node,
          "the environment variable " + name + " is not set, neither here nor in a .env file");
    }
    return Optional.ofNullable(value);
  }

  private Optional<String> secret(String name, ScalarNode node, Findings findings) {
    if (SecretManager.isName(name)) {
      try {
        return Optional.of(SecretManager.get().read(name));
      } catch (Problem problem) {
        findings.add(node, problem.getMessage());
        return Optional.empty();
      }
    }
    Path file = secrets.resolve(name).normalize();
    if (!file.startsWith(secrets) || name.isBlank()) {
      findings.add(node, "the secret '" + name + "' must be a path inside " + secrets);
      return Optional.empty();
    }
    try {
      String value = Files.readString(file).strip();
      Masking.register(value);
      return Optional.of(value);
    } catch (IOException e) {
      findings.add(
          node,
          "there is no secret '"
              + name
              + "': put its value into the file "
              + file
              + " (the folder is TIDEMARK_SECRETS, or ~/.tidemark/secrets)");
      return Optional.empty();
    }
  }
}
