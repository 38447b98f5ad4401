package dev.tidemark.language;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.rows.DestinationIO;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/** Writes rows to a kind of destination; its settings are what a job file may say of it. */
class WriteProvider implements SchemaTransformProvider {
  private static final String INPUT = "input";
  private static final Schema WRITTEN =
      Schema.of(
          Schema.Field.of("table", FieldType.STRING), Schema.Field.of("rows", FieldType.INT64));

  private final String name;
  private final String scheme;

  /**
   * @param scheme what its URLs start with
   */
  WriteProvider(String name, String scheme) {
    this.name = name;
    this.scheme = scheme;
  }

  @Override
  public final String identifier() {
    return Transforms.identifier(name, "write");
  }

  @Override
  public final String description() {
    return "Writes rows to a table of "
        + provider().example()
        + ", all in one commit; gives the number of rows when they are there.";
  }

  @Override
  public final List<String> inputCollectionNames() {
    return List.of(INPUT);
  }

  @Override
  public final List<String> outputCollectionNames() {
    return List.of(Errors.OUTPUT, Errors.ERRORS);
  }

  @Override
  public final Schema configurationSchema() {
    return Schema.builder()
        .addFields(ofAllDestinations())
        .addFields(ConfigFields.of(provider().options()))
        .build();
  }

  private List<Schema.Field> ofAllDestinations() {
    return List.of(
        Schema.Field.of("url", FieldType.STRING).withDescription(provider().example()),
        Schema.Field.of("table", FieldType.STRING).withDescription("Which table"),
        Schema.Field.nullable("schema", FieldType.STRING)
            .withDescription("Schema that it is in; by default the destination's own"),
        Schema.Field.nullable("primary_key", FieldType.array(FieldType.STRING))
            .withDescription("Fields that name a row"),
        Schema.Field.nullable("cursor", FieldType.STRING)
            .withDescription("Field that tells which of two rows with one key is newer"),
        Schema.Field.nullable("strategy", FieldType.STRING)
            .withDescription(
                "append, merge or replace; by default merge with a primary key, else append"),
        Schema.Field.nullable("connection", FieldType.STRING)
            .withDescription("Whose progress it is, where several pipelines write to one table"),
        Errors.field("they are in _tidemark_dead_letters alone"));
  }

  private DestinationProvider provider() {
    return DestinationRef.of(scheme + ":").provider();
  }

  @Override
  public final SchemaTransform from(Row config) {
    String url = config.getString("url");
    if (!url.startsWith(scheme + ":")) {
      throw Problem.config("the setting url must look like " + provider().example());
    }
    if (!DestinationRef.of(url).url().equals(url)) {
      throw Problem.config(
          "the setting url holds a password, which would stand in the pipeline's graph; write it as"
              + " the setting password: ${NAME}");
    }
    ConfigSpec spec = provider().options();
    DestinationIO.Write write =
        DestinationIO.write()
            .to(url)
            .withTable(config.getString("table"))
            .withOptions(Secrets.seal(spec, ConfigFields.settings(spec, config)));
    Collection<String> key = config.getArray("primary_key");
    if (key != null) {
      write = write.withPrimaryKey(new ArrayList<>(key).toArray(String[]::new));
    }
    write = told(config, "schema").map(write::withSchema).orElse(write);
    write = told(config, "cursor").map(write::withCursor).orElse(write);
    write = told(config, "connection").map(write::withConnection).orElse(write);
    write =
        told(config, "strategy")
            .map(WriteProvider::strategy)
            .map(write::withStrategy)
            .orElse(write);
    return new Write(write, config.getString("table"), Errors.output(config).orElse(null));
  }

  private static Optional<String> told(Row config, String field) {
    return Optional.ofNullable(config.getString(field));
  }

  private static Strategy strategy(String text) {
    return List.of(Strategy.APPEND, Strategy.MERGE, Strategy.REPLACE).stream()
        .filter(strategy -> strategy.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> Problem.config("the setting strategy must be append, merge or replace"));
  }

  private static final class Write extends SchemaTransform {
    private static final long serialVersionUID = 1;

    private final DestinationIO.Write write;
    private final String table;
    private final String errors;

    Write(DestinationIO.Write write, String table, String errors) {
      this.write = write;
      this.table = table;
      this.errors = errors;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollection<Row> rows = input.getSinglePCollection();
      return Errors.outputs(
          input.getPipeline(),
          Optional.ofNullable(errors),
          handler ->
              rows.apply("Write", handler.map(write::withErrorHandler).orElse(write))
                  .apply("Written", ParDo.of(new Written(table)))
                  .setRowSchema(WRITTEN));
    }
  }

  private static final class Written extends DoFn<Long, Row> {
    private static final long serialVersionUID = 1;

    private final String table;

    Written(String table) {
      this.table = table;
    }

    @ProcessElement
    public void process(@Element Long rows, OutputReceiver<Row> out) {
      out.output(Row.withSchema(WRITTEN).addValues(table, rows).build());
    }
  }
}
