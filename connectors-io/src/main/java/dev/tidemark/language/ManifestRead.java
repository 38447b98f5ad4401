package dev.tidemark.language;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.ManifestFile;
import dev.tidemark.manifest.language.YamlText;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.ReadOptions;
import java.nio.file.Path;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.Row;

/** Reads a stream of a source that a manifest describes, and so takes the config as a text. */
@AutoService(SchemaTransformProvider.class)
public final class ManifestRead extends ReadProvider {
  public ManifestRead() {
    super("manifest");
  }

  @Override
  public String description() {
    return "Reads a stream of the source that a manifest describes, as rows.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addFields(
            Schema.Field.of("manifest", FieldType.STRING)
                .withDescription("The manifest's file, where the expansion service runs"),
            Schema.Field.nullable("config", FieldType.STRING)
                .withDescription("Its config, as YAML or JSON"))
        .addFields(ofAllSources())
        .build();
  }

  @Override
  ReadOptions options(Row config) {
    String file = config.getString("manifest");
    ReadOptions options = ReadOptions.ofManifest(file, ManifestFile.read(Path.of(file)));
    ConfigSpec spec = options.provider().spec();
    return options.withConfig(Secrets.seal(spec, settings(config.getString("config"))));
  }

  private static JsonObject settings(String text) {
    if (text == null) {
      return new JsonObject();
    }
    if (YamlText.valueOrText(text) instanceof JsonObject settings) {
      return settings;
    }
    throw Problem.config("the setting config must be a map of names and values, in YAML or JSON");
  }
}
