package dev.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConfigMigrationTest {
  private static final SourceProvider SOURCE =
      Sources.ofManifest(
          "mine",
          """
          check: {stream_names: []}
          streams: []
          spec:
            connection_specification:
              properties:
                credentials: {properties: {key: {airbyte_secret: true}}}
                header: {type: string}
                start: {type: string}
            config_normalization_rules:
              config_migrations:
                - transformations:
                    - type: ConfigAddFields
                      condition: "{{ 'api_key' in config }}"
                      fields:
                        - {path: [credentials, key], value: "{{ config.api_key }}", value_type: string}
                        - {path: [header], value: "Bearer {{ config.api_key }}"}
                    - {type: ConfigRemoveFields, field_pointers: [[api_key]]}
          """);

  private static Job.Config config(String values) {
    return new Job.Config(Json.parseObject(values), Set.of(), Map.of());
  }

  @Test
  void aConfigInAnOlderFormIsBroughtIntoTheNewest() {
    Job.Config migrated =
        ConfigMigration.of(config("{\"start\":\"a\",\"api_key\":\"sesame-1\"}"), SOURCE);
    assertThat(migrated.values())
        .hasToString(
            "{\"start\":\"a\",\"credentials\":{\"key\":\"sesame-1\"},\"header\":\"Bearer"
                + " sesame-1\"}");
  }

  @Test
  void whatWasSecretStaysSoWhereItIsPut() {
    Job.Config given =
        new Job.Config(
            Json.parseObject("{\"start\":\"a\",\"api_key\":\"sesame-1\"}"),
            Set.of("api_key"),
            Map.of("api_key", "KEY", "start", "START"));
    Job.Config migrated = ConfigMigration.of(given, SOURCE);
    assertThat(migrated.secrets()).contains("credentials.key", "header").doesNotContain("start");
    assertThat(migrated.variables())
        .containsEntry("credentials.key", "KEY")
        .containsEntry("start", "START")
        .doesNotContainKey("header");
  }

  @Test
  void aConfigInTheNewestFormStaysAsItIs() {
    Job.Config given = config("{\"credentials\":{\"key\":\"sesame-1\"}}");
    assertThat(ConfigMigration.of(given, SOURCE)).isSameAs(given);
  }
}
