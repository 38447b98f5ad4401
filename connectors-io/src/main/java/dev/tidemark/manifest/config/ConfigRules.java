package dev.tidemark.manifest.config;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of a manifest's spec for its config. Immutable. */
public final class ConfigRules {
  private static final ConfigRules NONE = new ConfigRules(List.of(), List.of(), List.of());

  private static final Registry<ConfigRules> RULES =
      Registry.<ConfigRules>of("rules for the config")
          .with("ConfigNormalizationRules", ConfigRules::compile);

  private static final Registry<List<Transformation>> MIGRATIONS =
      Registry.<List<Transformation>>of("a migration of the config")
          .with("ConfigMigration", c -> transformations(c, "transformations"));

  private final List<Transformation> migrations;
  private final List<Transformation> transformations;
  private final List<ConfigValidator> validations;

  private ConfigRules(
      List<Transformation> migrations,
      List<Transformation> transformations,
      List<ConfigValidator> validations) {
    this.migrations = migrations;
    this.transformations = transformations;
    this.validations = validations;
  }

  /** The rules that a manifest has. */
  public static ConfigRules of(Component root) {
    return root.optional("spec")
        .flatMap(spec -> spec.optional("config_normalization_rules"))
        .map(RULES::make)
        .orElse(NONE);
  }

  private static ConfigRules compile(Component component) {
    List<Transformation> migrations = new ArrayList<>();
    MIGRATIONS.makeAll(component.children("config_migrations")).forEach(migrations::addAll);
    return new ConfigRules(
        List.copyOf(migrations),
        transformations(component, "transformations"),
        ConfigValidator.REGISTRY.makeAll(component.children("validations")));
  }

  private static List<Transformation> transformations(Component component, String field) {
    return Transformation.OF_CONFIG.makeAll(component.children(field));
  }

  /** The config in its newest form, for one that may be in an older form. */
  public JsonObject migrate(JsonObject config) {
    return changed(config, migrations);
  }

  /** The config as components see it, for one in its newest form. */
  public JsonObject transform(JsonObject config) {
    return changed(config, transformations);
  }

  private static JsonObject changed(JsonObject config, List<Transformation> changes) {
    JsonObject changed = config.copy();
    Scope scope = Scope.of(Map.of("config", changed));
    changes.forEach(change -> change.apply(changed, scope));
    return changed;
  }

  /**
   * Sees that a transformed config is what it must be.
   *
   * @throws Problem that says all that it is not
   */
  public void validate(JsonObject config) {
    List<String> faults = validations.stream().flatMap(v -> v.faults(config).stream()).toList();
    if (!faults.isEmpty()) {
      throw Problem.config("the config can't be used: " + String.join("; ", faults));
    }
  }
}
