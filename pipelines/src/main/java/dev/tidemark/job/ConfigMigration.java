package dev.tidemark.job;

import dev.tidemark.json.JsonObject;
import dev.tidemark.source.SourceProvider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Brings a config that is in an older form into the newest form that its source knows. What was
 * secret stays so wherever it is put.
 */
public final class ConfigMigration {
  private final Map<String, String> variablesByValue = new HashMap<>();
  private final Set<String> secretTexts = new HashSet<>();
  private final Set<String> secrets;
  private final Map<String, String> variables;

  private ConfigMigration(Job.Config given) {
    secrets = new HashSet<>(given.secrets());
    variables = new HashMap<>(given.variables());
    forEachText(
        given.values(),
        "",
        (path, text) -> {
          if (given.secrets().contains(path)) {
            secretTexts.add(text);
          }
          if (given.variables().containsKey(path)) {
            variablesByValue.put(text, given.variables().get(path));
          }
        });
    secretTexts.remove("");
  }

  /**
   * The config in its newest form.
   *
   * @throws dev.tidemark.problem.Problem if it is in no form that can be migrated
   */
  public static Job.Config of(Job.Config given, SourceProvider provider) {
    JsonObject migrated = provider.migrated(given.values());
    if (migrated.equals(given.values())) {
      return given;
    }
    ConfigMigration migration = new ConfigMigration(given);
    forEachText(migrated, "", migration::trace);
    return new Job.Config(migrated, migration.secrets, migration.variables);
  }

  /** Notes where a text has come to stand that is secret, or that a variable holds. */
  private void trace(String path, String text) {
    if (secretTexts.stream().anyMatch(text::contains)) {
      secrets.add(path);
    }
    if (variablesByValue.containsKey(text)) {
      variables.put(path, variablesByValue.get(text));
    }
  }

  /** Items of a list have the path of the list. */
  private static void forEachText(Object value, String path, BiConsumer<String, String> visitor) {
    if (value instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        String name = object.name(i);
        forEachText(object.value(i), path.isEmpty() ? name : path + "." + name, visitor);
      }
    } else if (value instanceof List<?> list) {
      list.forEach(item -> forEachText(item, path, visitor));
    } else if (value != null) {
      visitor.accept(path, value.toString());
    }
  }
}
