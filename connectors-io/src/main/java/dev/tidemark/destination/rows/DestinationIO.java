package dev.tidemark.destination.rows;

import static org.apache.beam.sdk.util.Preconditions.checkArgumentNotNull;
import static org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Writes rows to a destination in a pipeline of one's own.
 *
 * <pre>{@code
 * rows.apply(
 *     DestinationIO.write()
 *         .to("postgresql://etl@db.example.com/crm")
 *         .withSecretFromEnv("password", "PGPASSWORD")
 *         .withTable("customers")
 *         .withPrimaryKey("id"));
 * }</pre>
 *
 * <p>Rows are staged as they come and enter the table in one transaction when all of them have: a
 * reader of the table sees all of them or none. Each row enters once, whatever the runner does
 * again: what attempts that failed have staged does not count, and the commit is carried out once.
 * That holds for a pipeline as it was built: one that is run again writes nothing more, and is to
 * be built anew.
 *
 * <p>Columns follow the rows' schema, as in a sync. Rows without their primary key are kept in the
 * destination's {@code _tidemark_dead_letters}, and given to an error handler if there is one. Of a
 * table, one pipeline writes at a time; several need connections of their own. A database that only
 * one process can have open needs a runner in this process.
 */
public final class DestinationIO {
  /** In the place of a slice's name, so that the end of a write without rows comes about too. */
  static final String NO_SLICE = "";

  private static final int BATCH_ROWS = 5_000;

  private static final TupleTag<String> SLICES = new TupleTag<>() {};
  private static final TupleTag<BadRecord> REFUSED = new TupleTag<>() {};

  private DestinationIO() {}

  public static Write write() {
    return new AutoValue_DestinationIO_Write.Builder()
        .options(SealedConfig.EMPTY)
        .connection("pipeline")
        .primaryKey(List.of())
        .batchRows(BATCH_ROWS)
        .build();
  }

  /** See {@link DestinationIO}. Gives the number of rows, when they are in the table. */
  @AutoValue
  public abstract static class Write extends PTransform<PCollection<Row>, PCollection<Long>> {
    private static final long serialVersionUID = 1;

    abstract Optional<String> url();

    abstract Optional<String> schema();

    abstract SealedConfig options();

    abstract String connection();

    abstract Optional<String> table();

    @SuppressWarnings("AutoValueImmutableFields") // it is made by List.of
    abstract List<String> primaryKey();

    abstract Optional<String> cursor();

    abstract Optional<Strategy> strategy();

    abstract Optional<ErrorHandler<BadRecord, ?>> errors();

    abstract int batchRows();

    abstract Builder toBuilder();

    @AutoValue.Builder
    abstract static class Builder {
      abstract Builder url(String url);

      abstract Builder schema(String schema);

      abstract Builder options(SealedConfig options);

      abstract Builder connection(String connection);

      abstract Builder table(String table);

      abstract Builder primaryKey(List<String> fields);

      abstract Builder cursor(String field);

      abstract Builder strategy(Strategy strategy);

      abstract Builder errors(ErrorHandler<BadRecord, ?> handler);

      abstract Builder batchRows(int rows);

      abstract Write build();
    }

    /** Where to, as a job file says it: {@code parquet:lake}, {@code postgresql://…}. */
    public Write to(String url) {
      return toBuilder().url(url).build();
    }

    /** The schema that the table is in; the destination's default if not said. */
    public Write withSchema(String name) {
      return toBuilder().schema(name).build();
    }

    /** The table. */
    public Write withTable(String name) {
      return toBuilder().table(name).build();
    }

    /** What else the destination is to be told, as beside its URL in a job file. */
    public Write withOption(String name, Object value) {
      return withOptions(options().with(name, value));
    }

    /** The same for a secret, kept out of the pipeline graph; workers in this process know it. */
    public Write withSecret(String name, String secret) {
      return withOptions(options().withSecret(name, secret, null));
    }

    /** The same for what an environment variable holds, here and on the workers. */
    public Write withSecretFromEnv(String name, String variable) {
      return withOptions(options().withSecretFromEnv(name, variable));
    }

    /** All that the destination is to be told. */
    public Write withOptions(SealedConfig all) {
      return toBuilder().options(all).build();
    }

    /** Fields that name a row: a row takes the place of the one that has the same. */
    public Write withPrimaryKey(String... fields) {
      return toBuilder().primaryKey(List.of(fields)).build();
    }

    /** Field that tells which of two rows with one key is newer. */
    public Write withCursor(String field) {
      return toBuilder().cursor(field).build();
    }

    /** APPEND, MERGE or REPLACE; if not said, MERGE with a primary key and APPEND without. */
    public Write withStrategy(Strategy strategy) {
      return toBuilder().strategy(strategy).build();
    }

    /** Whose progress it is, where several pipelines write to one table. */
    public Write withConnection(String name) {
      return toBuilder().connection(name).build();
    }

    /** Gets the rows that can't be written, too. */
    public Write withErrorHandler(ErrorHandler<BadRecord, ?> handler) {
      return toBuilder().errors(handler).build();
    }

    @Override
    public PCollection<Long> expand(PCollection<Row> input) {
      WriteSpec spec = spec(input);
      PCollection<Begun> begun =
          input
              .getPipeline()
              .apply("Write", Create.of(spec.key().stream()).withCoder(StringUtf8Coder.of()))
              .apply("Begin", ParDo.of(new BeginWrite(spec)))
              .setCoder(SerializableCoder.of(Begun.class));
      PCollectionView<Begun> view = begun.apply("Begun", View.asSingleton());
      PCollectionTuple staged =
          input
              .apply(
                  "AllTogether",
                  Window.<Row>into(new GlobalWindows())
                      .triggering(DefaultTrigger.of())
                      .withAllowedLateness(Duration.ZERO)
                      .discardingFiredPanes())
              .apply("Batches", new Batches(batchRows()))
              .apply(
                  "Stage",
                  ParDo.of(new StageRows(spec, view, REFUSED))
                      .withSideInputs(view)
                      .withOutputTags(SLICES, TupleTagList.of(REFUSED)));
      PCollection<BadRecord> refused =
          staged.get(REFUSED).setCoder(BadRecord.getCoder(input.getPipeline()));
      errors().ifPresent(handler -> handler.addErrorCollection(refused));
      PCollection<String> end =
          input.getPipeline().apply("End", Create.of(NO_SLICE).withCoder(StringUtf8Coder.of()));
      return PCollectionList.of(staged.get(SLICES).setCoder(StringUtf8Coder.of()))
          .and(end)
          .apply("Slices", Flatten.pCollections())
          .apply(
              "OfTable",
              WithKeys.<String, String>of(spec.key().stream())
                  .withKeyType(TypeDescriptors.strings()))
          .apply("AllSlices", GroupByKey.create())
          .apply("Commit", ParDo.of(new CommitWrite(spec, view)).withSideInputs(view));
    }

    private WriteSpec spec(PCollection<Row> input) {
      String to = checkArgumentNotNull(url().orElse(null), "nowhere to write: to(URL) is missing");
      String name =
          checkArgumentNotNull(table().orElse(null), "no table to write: withTable is missing");
      checkArgument(
          input.isBounded() == PCollection.IsBounded.BOUNDED,
          "rows without an end can't be written to %s: they are committed when all have come",
          name);
      Schema fields = input.getSchema();
      primaryKey().forEach(field -> checkField(fields, field));
      cursor().ifPresent(field -> checkField(fields, field));
      Strategy usual = primaryKey().isEmpty() ? Strategy.APPEND : Strategy.MERGE;
      Strategy how = strategy().orElse(usual);
      checkArgument(
          how == Strategy.APPEND || how == Strategy.REPLACE || how == Strategy.MERGE,
          "rows are written by APPEND, MERGE or REPLACE, not by %s",
          how);
      checkArgument(
          how != Strategy.MERGE || !primaryKey().isEmpty(), "MERGE takes withPrimaryKey(…)");
      DestinationRef ref = DestinationRef.of(to, schema().orElse(null), options());
      ref.provider().options().check(ref.options().open()).stream()
          .findFirst()
          .map(ConfigSpec.Fault::inWords)
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException("the option " + fault + " (" + ref.url() + ")");
              });
      return new WriteSpec(
          UUID.randomUUID().toString(),
          ref.provider().forConnection(ref, connection()),
          new StreamKey(connection(), name),
          fields,
          how,
          primaryKey(),
          cursor().orElse(null));
    }

    private static void checkField(Schema fields, String name) {
      checkArgument(fields.hasField(name), "the rows have no field %s: %s", name, fields);
    }
  }
}
