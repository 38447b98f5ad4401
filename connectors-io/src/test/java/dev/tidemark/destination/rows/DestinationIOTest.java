package dev.tidemark.destination.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler.BadRecordErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationIOTest {
  private static final Schema PERSON =
      Schema.builder().addInt64Field("id").addNullableStringField("name").build();

  @TempDir Path folder;

  @Test
  void rowsOfAllTypesBecomeColumnsOfTheirs() {
    Schema inner = Schema.builder().addStringField("city").build();
    Schema schema =
        Schema.builder()
            .addInt32Field("small")
            .addDecimalField("paid")
            .addDoubleField("ratio")
            .addBooleanField("active")
            .addDateTimeField("at")
            .addField("born", FieldType.logicalType(SqlTypes.DATE))
            .addField("seen", FieldType.logicalType(SqlTypes.DATETIME))
            .addByteArrayField("raw")
            .addRowField("address", inner)
            .addArrayField("tags", FieldType.STRING)
            .addMapField("counts", FieldType.STRING, FieldType.INT64)
            .addNullableStringField("nothing")
            .build();
    Row row =
        Row.withSchema(schema)
            .addValues(7, new BigDecimal("12.50"), 0.25, true)
            .addValues(Instant.parse("2026-01-02T03:04:05.678Z"), LocalDate.of(2000, 1, 31))
            .addValues(LocalDateTime.parse("2026-01-02T03:04:05"), new byte[] {1, 2})
            .addValues(Row.withSchema(inner).addValue("Oslo").build(), List.of("a", "b"))
            .addValues(Map.of("x", 3L), null)
            .build();
    Pipeline pipeline = Pipeline.create();
    PCollection<Long> written =
        pipeline
            .apply(Create.of(row).withRowSchema(schema))
            .apply(DestinationIO.write().to(url()).withTable("everything"));
    PAssert.thatSingleton(written).isEqualTo(1L);
    pipeline.run().waitUntilFinish();
    assertThat(
            rows(
                "SELECT small, paid, ratio, active, \"at\"::VARCHAR, born::VARCHAR, seen::VARCHAR,"
                    + " raw, address->>'city', tags->>1, counts->>'x', nothing FROM everything"))
        .containsExactly(
            "[7, 12.500000000, 0.25, true, 2026-01-02 03:04:05.678+00, 2000-01-31,"
                + " 2026-01-02 03:04:05, AQI=, Oslo, b, 3, null]");
  }

  @Test
  void rowsWithAKeyTakeThePlaceOfThoseThatAreThere() {
    write(DestinationIO.write().withPrimaryKey("id"), person(1, "Ann"), person(2, "Bob"));
    write(DestinationIO.write().withPrimaryKey("id"), person(2, "Bea"), person(3, "Cid"));
    assertThat(rows("SELECT id, name FROM people ORDER BY id"))
        .containsExactly("[1, Ann]", "[2, Bea]", "[3, Cid]");
  }

  @Test
  void withoutAKeyTheyAreAddedAndReplacingLeavesNothingElse() {
    write(DestinationIO.write(), person(1, "Ann"));
    write(DestinationIO.write(), person(1, "Ann"));
    assertThat(rows("SELECT id FROM people")).hasSize(2);
    write(DestinationIO.write().withStrategy(Strategy.REPLACE), person(5, "Eve"));
    assertThat(rows("SELECT id FROM people")).containsExactly("[5]");
    write(DestinationIO.write().withStrategy(Strategy.REPLACE));
    assertThat(rows("SELECT id FROM people")).isEmpty();
  }

  @Test
  void whatAnAttemptThatFailedHasStagedDoesNotEnterBesideTheNext() {
    Pipeline pipeline = Pipeline.create();
    PCollection<Row> many =
        pipeline
            .apply("Ids", Create.of(LongStream.range(0, 3_000).boxed().toList()))
            .apply(MapElements.into(TypeDescriptors.rows()).via(id -> person(id, "n" + id)))
            .setRowSchema(PERSON);
    PCollection<Row> last =
        pipeline
            .apply("Last", Create.of(person(3_000, "last")).withRowSchema(PERSON))
            .apply(ParDo.of(new FailsWhenSomeAreStaged(url())))
            .setRowSchema(PERSON);
    PCollectionList.of(many)
        .and(last)
        .apply(Flatten.pCollections())
        .apply(
            DestinationIO.write().to(url()).withTable("people").toBuilder().batchRows(100).build());
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish()).hasMessageContaining("on purpose");
    assertThat(rows("SELECT count(*) FROM people")).containsExactly("[0]");
    pipeline.run().waitUntilFinish();
    assertThat(rows("SELECT count(*), count(DISTINCT id) FROM people"))
        .containsExactly("[3001, 3001]");
    // As after a crash between the commit and the pipeline's end.
    pipeline.run().waitUntilFinish();
    assertThat(rows("SELECT count(*) FROM people")).containsExactly("[3001]");
  }

  @Test
  void rowsWithoutTheirKeyAreDeadLettersAndGoToTheErrorHandler() throws Exception {
    Schema schema = Schema.builder().addNullableField("id", FieldType.INT64).build();
    Pipeline pipeline = Pipeline.create();
    try (BadRecordErrorHandler<PCollection<String>> errors =
        pipeline.registerBadRecordErrorHandler(
            new PTransform<>() {
              private static final long serialVersionUID = 1;

              @Override
              public PCollection<String> expand(PCollection<BadRecord> records) {
                PCollection<String> reasons =
                    records.apply(
                        MapElements.into(TypeDescriptors.strings())
                            .via(record -> record.getFailure().getDescription()));
                PAssert.that(reasons).containsInAnyOrder("its primary key field 'id' is missing");
                return reasons;
              }
            })) {
      pipeline
          .apply(
              Create.of(
                      Row.withSchema(schema).addValue(1L).build(),
                      Row.withSchema(schema).addValue(null).build())
                  .withRowSchema(schema))
          .apply(
              DestinationIO.write()
                  .to(url())
                  .withTable("people")
                  .withPrimaryKey("id")
                  .withErrorHandler(errors));
    }
    pipeline.run().waitUntilFinish();
    assertThat(rows("SELECT id FROM people")).containsExactly("[1]");
    assertThat(rows("SELECT record, reason FROM _tidemark_dead_letters"))
        .containsExactly("[{\"id\":null}, its primary key field 'id' is missing]");
  }

  @Test
  void aWriteThatLacksSomethingSaysWhat() {
    assertRefused(DestinationIO.write(), "to(URL)");
    assertRefused(DestinationIO.write().to(url()), "withTable");
    DestinationIO.Write write = DestinationIO.write().to(url()).withTable("people");
    assertRefused(write.withPrimaryKey("key"), "the rows have no field key");
    assertRefused(write.withStrategy(Strategy.MERGE), "withPrimaryKey");
    assertRefused(write.withStrategy(Strategy.SCD2), "not by SCD2");
    assertRefused(write.withOption("colour", "red"), "the option colour is not known");
    assertRefused(write.to("oracle:x"), "there is no destination 'oracle'");
  }

  private static void assertRefused(DestinationIO.Write write, String message) {
    PCollection<Row> rows = Pipeline.create().apply(Create.empty(PERSON));
    assertThatThrownBy(() -> rows.apply(write)).hasMessageContaining(message);
  }

  private void write(DestinationIO.Write write, Row... people) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(Arrays.asList(people)).withRowSchema(PERSON))
        .apply(write.to(url()).withTable("people"));
    pipeline.run().waitUntilFinish();
  }

  private static Row person(long id, String name) {
    return Row.withSchema(PERSON).addValues(id, name).build();
  }

  private String url() {
    return "duckdb:" + folder.resolve("out.duckdb");
  }

  private List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Destination destination = DestinationRef.of(url()).open(Access.READ);
        QueryResult result = destination.query(sql)) {
      result.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }

  /** Holds its row back until others are staged; then fails, the first time. */
  private static final class FailsWhenSomeAreStaged extends DoFn<Row, Row> {
    private static final long serialVersionUID = 1;
    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

    private final String url;

    FailsWhenSomeAreStaged(String url) {
      this.url = url;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Row> out) {
      if (FAILED.add(url)) {
        try (Destination destination = DestinationRef.of(url).open(Access.WRITE)) {
          while (!isAnyStaged(destination)) {
            Thread.onSpinWait();
          }
        }
        throw new IllegalStateException("on purpose");
      }
      out.output(row);
    }

    private static boolean isAnyStaged(Destination destination) {
      StreamKey key = new StreamKey("pipeline", "people");
      StreamState state = destination.states(key.connection()).get(key.stream());
      return state != null && !destination.ledger(key, state.openRun().sync()).isEmpty();
    }
  }
}
