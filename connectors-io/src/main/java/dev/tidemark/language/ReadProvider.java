package dev.tidemark.language;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.ReadOptions;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/** Reads a stream of a source; its settings are those of the source's config. */
class ReadProvider implements SchemaTransformProvider {
  private static final Schema BUDGET =
      Schema.of(
          Schema.Field.of("requests", FieldType.INT64).withDescription("So many requests at most"),
          Schema.Field.of("seconds", FieldType.INT64).withDescription("in so many seconds"));

  private final String source;

  ReadProvider(String source) {
    this.source = source;
  }

  @Override
  public final String identifier() {
    return Transforms.identifier(source, "read");
  }

  @Override
  public final List<String> outputCollectionNames() {
    return List.of(Errors.OUTPUT, Errors.ERRORS);
  }

  @Override
  public String description() {
    return "Reads a stream of " + provider().title() + " as rows.";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addFields(ConfigFields.of(provider().spec()))
        .addFields(ofAllSources())
        .build();
  }

  /** The source, with all settings but those that all sources have. */
  ReadOptions options(Row config) {
    ConfigSpec spec = provider().spec();
    JsonObject settings = ConfigFields.settings(spec, config);
    return ReadOptions.of(source).withConfig(Secrets.seal(spec, settings));
  }

  private SourceProvider provider() {
    return Sources.builtIn(source);
  }

  static List<Schema.Field> ofAllSources() {
    return List.of(
        Schema.Field.of("stream", FieldType.STRING).withDescription("Which stream to read"),
        Schema.Field.nullable("budget", FieldType.row(BUDGET))
            .withDescription("What the account may spend; by default what the source knows itself"),
        Schema.Field.nullable("routes", FieldType.map(FieldType.STRING, FieldType.STRING))
            .withDescription("URLs to use instead, by host: a gateway, a recorder, a stand-in"),
        Errors.field("they fail the pipeline"));
  }

  @Override
  public final SchemaTransform from(Row config) {
    ReadOptions options = options(config).withStream(config.getString("stream"));
    Row budget = config.getRow("budget");
    if (budget != null) {
      int requests = Math.toIntExact(budget.getInt64("requests"));
      options =
          options.withBudget(new Rate(requests, Duration.ofSeconds(budget.getInt64("seconds"))));
    }
    Map<String, String> routes = config.getMap("routes");
    if (routes != null) {
      options = options.withNetwork(Network.DIRECT.withRoutes(routes));
    }
    return new Read(options, Errors.output(config).orElse(null));
  }

  private static final class Read extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final ReadOptions options;
    private final String errors;

    Read(ReadOptions options, String errors) {
      this.options = options;
      this.errors = errors;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      return Errors.outputs(
          input.getPipeline(),
          Optional.ofNullable(errors),
          handler ->
              handler
                  .map(options::withErrorHandler)
                  .orElse(options)
                  .read(input.getPipeline().begin())
                  .apply("Names", new Names()));
    }
  }
}
