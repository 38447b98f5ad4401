package dev.tidemark.source;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.ColumnBatch;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.DeadLetter;
import dev.tidemark.shape.Shaper;
import dev.tidemark.shape.Vector;
import dev.tidemark.transforms.RecordBatchCoder;
import dev.tidemark.transforms.SliceCoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.BadRecordRouter;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads a whole stream as rows, for pipelines of one's own. Each row's event time is its cursor,
 * where the stream has one that is a time. Fields that the schema does not know, and values that
 * are not of their field's type, stand in the row's {@code _tidemark_meta}.
 */
public final class ReadRows extends PTransform<PBegin, PCollection<Row>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<StreamEvent> EVENTS = new TupleTag<>() {};
  private static final TupleTag<Row> ROWS = new TupleTag<>() {};

  private final SourceRef source;
  private final String stream;
  private final ErrorHandler<BadRecord, ?> errors;

  /** Fails the pipeline at the first record that can't become a row. */
  public ReadRows(SourceRef source, String stream) {
    this(source, stream, null);
  }

  /**
   * @param errors gets the records that can't become rows; null to fail the pipeline instead
   */
  ReadRows(SourceRef source, String stream, ErrorHandler<BadRecord, ?> errors) {
    this.source = source;
    this.stream = stream;
    this.errors = errors;
  }

  @Override
  public PCollection<Row> expand(PBegin input) {
    StreamSpec spec = source.open().stream(stream);
    TableSchema columns = RowSchemas.columns(spec);
    Schema schema = RowSchemas.beam(columns);
    Span span = Span.of(Tidemark.NONE, Instant.now());
    PCollectionTuple listed =
        input
            .apply("Stream", Create.of(stream).withCoder(StringUtf8Coder.of()))
            .apply(
                "ListSlices",
                ParDo.of(new ListSlices(source, Map.of(stream, span), EVENTS))
                    .withOutputTags(ListSlices.MAIN, TupleTagList.of(EVENTS)));
    listed
        .get(EVENTS)
        .setCoder(SerializableCoder.of(StreamEvent.class))
        .apply("FailIfNotListed", ParDo.of(new FailOnProblem()));
    BadRecordRouter router =
        errors == null ? BadRecordRouter.THROWING_ROUTER : BadRecordRouter.RECORDING_ROUTER;
    PCollectionTuple read =
        listed
            .get(ListSlices.MAIN)
            .setCoder(SliceCoder.of())
            .apply("SpreadSlices", Reshuffle.viaRandomKey())
            .apply("ReadPages", ParDo.of(new ReadPages<>(source, new EmitPages())))
            .setCoder(RecordBatchCoder.of())
            .apply(
                "ToRows",
                ParDo.of(new ToRows(columns, schema, timeColumn(spec, columns), router))
                    .withOutputTags(ROWS, TupleTagList.of(BadRecordRouter.BAD_RECORD_TAG)));
    PCollection<BadRecord> refused =
        read.get(BadRecordRouter.BAD_RECORD_TAG).setCoder(BadRecord.getCoder(input.getPipeline()));
    if (errors != null) {
      errors.addErrorCollection(refused);
    }
    return read.get(ROWS).setRowSchema(schema);
  }

  /** The column whose value is a row's event time; -1 if the cursor is none or no time. */
  private static int timeColumn(StreamSpec spec, TableSchema columns) {
    Optional<Column> column = spec.cursor().flatMap(columns::forField);
    boolean isTime =
        column
            .map(Column::type)
            .filter(
                Set.of(ColumnType.TIMESTAMP_TZ, ColumnType.TIMESTAMP, ColumnType.DATE)::contains)
            .isPresent();
    return isTime ? columns.columns().indexOf(column.orElseThrow()) : -1;
  }

  /** A stream whose slices can't be listed must not look like one without records. */
  static final class FailOnProblem extends DoFn<StreamEvent, Void> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element StreamEvent event) {
      if (event.isFailure()) {
        throw Problem.of(event.kind(), event.message());
      }
    }
  }

  /** Shapes pages and takes them apart into rows. */
  static final class ToRows extends DoFn<RecordBatch, Row> {
    private static final long serialVersionUID = 1;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final TableSchema columns;
    private final Schema schema;
    private final int timeColumn;
    private final BadRecordRouter router;
    private transient Shaper shaper;

    ToRows(TableSchema columns, Schema schema, int timeColumn, BadRecordRouter router) {
      this.columns = columns;
      this.schema = schema;
      this.timeColumn = timeColumn;
      this.router = router;
    }

    @Setup
    public void setup() {
      shaper = new Shaper(columns, Contract.DISCARD, List.of(), Set.of());
    }

    @ProcessElement
    public void process(
        @Element RecordBatch page,
        @Timestamp org.joda.time.Instant arrived,
        MultiOutputReceiver out)
        throws Exception {
      ColumnBatch batch = shaper.shape(page);
      for (DeadLetter letter : batch.deadLetters()) {
        Problem problem =
            Problem.source(
                "stream "
                    + page.slice().stream()
                    + " has a record that can't be a row: "
                    + letter.reason());
        router.route(out, letter.record(), StringUtf8Coder.of(), problem, letter.reason());
      }
      for (int i = 0; i < batch.rows(); i++) {
        Row.Builder row = Row.withSchema(schema);
        for (Vector column : batch.vectors()) {
          row.addValue(RowSchemas.value(column, i));
        }
        row.addValue(batch.meta().isNull(i) ? null : batch.meta().textAt(i));
        out.get(ROWS).outputWithTimestamp(row.build(), time(batch, i, arrived));
      }
    }

    /**
     * Never before the page's own time, which is its earliest record's; Beam allows no step back.
     */
    private org.joda.time.Instant time(ColumnBatch batch, int row, org.joda.time.Instant arrived) {
      Vector column = timeColumn < 0 ? null : batch.vectors().get(timeColumn);
      if (column == null || column.isNull(row)) {
        return arrived;
      }
      long value = column.longAt(row);
      long micros = column.type() == ColumnType.DATE ? value * MICROS_PER_DAY : value;
      org.joda.time.Instant time =
          org.joda.time.Instant.ofEpochMilli(Math.floorDiv(micros, 1_000L));
      return time.isBefore(arrived) ? arrived : time;
    }
  }
}
