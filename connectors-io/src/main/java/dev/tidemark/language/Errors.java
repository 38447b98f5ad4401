package dev.tidemark.language;

import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler.BadRecordErrorHandler;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;

/** Dead letters as an output beside the one that is meant, where {@code error_handling} says so. */
final class Errors {
  static final String OUTPUT = "output";
  static final String ERRORS = "errors";

  private static final String NAME = "error_handling";
  private static final Schema HANDLING =
      Schema.of(
          Schema.Field.of("output", FieldType.STRING)
              .withDescription("What the output for dead letters is called"));
  private static final Schema ERROR =
      Schema.of(
          Schema.Field.of("failed_row", FieldType.STRING),
          Schema.Field.of("error_message", FieldType.STRING));

  private Errors() {}

  static Schema.Field field(String otherwise) {
    return Schema.Field.nullable(NAME, FieldType.row(HANDLING))
        .withDescription("Gives dead letters an output of their own; otherwise " + otherwise);
  }

  /** What the output for dead letters is called; empty where there is to be none. */
  static Optional<String> output(Row config) {
    Row handling = config.getRow(NAME);
    return Optional.ofNullable(handling).map(row -> row.getString("output"));
  }

  /**
   * The outputs of a transform that is told who takes its dead letters.
   *
   * @param errors what their output is called, if there is to be one
   */
  static PCollectionRowTuple outputs(
      Pipeline pipeline,
      Optional<String> errors,
      Function<Optional<ErrorHandler<BadRecord, ?>>, PCollection<Row>> transform) {
    if (errors.isEmpty()) {
      return PCollectionRowTuple.of(OUTPUT, transform.apply(Optional.empty()));
    }
    BadRecordErrorHandler<PCollection<Row>> handler =
        pipeline.registerBadRecordErrorHandler(new ToRows());
    PCollection<Row> output = transform.apply(Optional.of(handler));
    handler.close();
    return PCollectionRowTuple.of(OUTPUT, output).and(errors.get(), handler.getOutput());
  }

  private static final class ToRows extends PTransform<PCollection<BadRecord>, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    @Override
    public PCollection<Row> expand(PCollection<BadRecord> records) {
      return records.apply("ToRows", ParDo.of(new ToRow())).setRowSchema(ERROR);
    }
  }

  private static final class ToRow extends DoFn<BadRecord, Row> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element BadRecord record, OutputReceiver<Row> out) throws CoderException {
      String text =
          CoderUtils.decodeFromByteArray(
              StringUtf8Coder.of(), record.getRecord().getEncodedRecord());
      out.output(
          Row.withSchema(ERROR).addValues(text, record.getFailure().getDescription()).build());
    }
  }
}
