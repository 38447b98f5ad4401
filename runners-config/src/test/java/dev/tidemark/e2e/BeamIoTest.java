package dev.tidemark.e2e;

import static org.apache.beam.sdk.values.TypeDescriptors.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.source.chartmogul.ChartMogulIO;
import dev.tidemark.source.convex.ConvexIO;
import dev.tidemark.source.persistiq.PersistIqIO;
import dev.tidemark.source.s3.S3FilesIO;
import dev.tidemark.source.twilio.TwilioIO;
import dev.tidemark.sync.RunnerSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.CalendarWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

/** The sources inside pipelines of one's own. */
class BeamIoTest {
  private static final Rate PLENTY = new Rate(100_000, Duration.ofSeconds(1));

  @Test
  void customersComeAsRowsWithASchema() {
    try (Simulator simulator = start("chartmogul", 450)) {
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      PCollection<Row> customers = pipeline.apply(chartMogul(simulator).from("customers"));
      assertThat(customers.getSchema().getFieldNames()).contains("id", "customer_since", "mrr");
      PAssert.thatSingleton(customers.apply(Count.globally())).isEqualTo(450L);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void windowsFollowTheCursor() {
    try (Simulator simulator = start("chartmogul", 300)) {
      Map<Integer, Long> expected = new TreeMap<>();
      simulator
          .truth("activities")
          .forEach(
              record ->
                  expected.merge(
                      Integer.valueOf(record.get("date").toString().substring(0, 4)),
                      1L,
                      Long::sum));
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      PCollection<KV<Integer, Long>> byYear =
          pipeline
              .apply(chartMogul(simulator).from("activities"))
              .apply(Window.into(CalendarWindows.years(1)))
              .apply(ParDo.of(new YearOfEvent()))
              .apply(Count.perElement());
      PAssert.that(byYear)
          .satisfies(
              counts -> {
                Map<Integer, Long> seen = new TreeMap<>();
                counts.forEach(count -> seen.put(count.getKey(), count.getValue()));
                assertThat(seen).isEqualTo(expected);
                return null;
              });
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void filesOfABucketComeAsRows() {
    try (Simulator simulator = start("s3", 2_500)) {
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      PCollection<Row> orders =
          pipeline.apply(
              S3FilesIO.read()
                  .from("demo-bucket")
                  .withGlobs("orders/*.csv")
                  .withFormat("csv", Map.of("inference_type", "Primitive Types Only"))
                  .withKeys("demo", "a secret that is long")
                  .withRegion("us-east-1")
                  .withEndpoint(simulator.url()));
      assertThat(orders.getSchema().getFieldNames()).contains("id", "amount");
      PAssert.thatSingleton(orders.apply(Count.globally())).isEqualTo(2_500L);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void childrenOfAllParentsAreRead() {
    try (Simulator simulator = start("persistiq", 200)) {
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(4));
      PCollection<Row> rows =
          pipeline.apply(
              PersistIqIO.read()
                  .from("campaign_leads")
                  .withApiKey("demo")
                  .withBudget(PLENTY)
                  .withNetwork(Network.DIRECT.withRoutes(simulator.routes())));
      PAssert.thatSingleton(rows.apply(Count.globally()))
          .isEqualTo((long) simulator.truth("campaign_leads").size());
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void aConvexTableComesAsOfOneMoment() {
    try (Simulator simulator = start("convex", 1_500)) {
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      PCollection<Row> users =
          pipeline.apply(
              ConvexIO.read()
                  .from("users")
                  .withDeploymentUrl("https://demo-tidemark-1.convex.cloud")
                  .withAccessKey("demo")
                  .withFormat("export_json")
                  .withNetwork(Network.DIRECT.withRoutes(simulator.routes())));
      assertThat(users.getSchema().getField("likes").getType().getTypeName())
          .isEqualTo(Schema.TypeName.INT64);
      assertThat(users.getSchema().getField("_ts").getType().getTypeName())
          .isEqualTo(Schema.TypeName.INT64);
      PAssert.thatSingleton(users.apply(Count.globally())).isEqualTo(1_500L);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void messagesOfAllSubaccountsComeWithTheTypesOfTheirFields() {
    try (Simulator simulator = start("twilio", 300)) {
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      PCollection<Row> messages =
          pipeline.apply(
              TwilioIO.read()
                  .from("messages")
                  .withAccountSid(
                      (String) Simulators.credentials("twilio", Account.KEY).get("account_sid"))
                  .withAuthToken(Account.KEY)
                  .withStartDate(Instant.parse("2024-01-01T00:00:00Z"))
                  .withSliceStep("P1Y")
                  .withNetwork(Network.DIRECT.withRoutes(simulator.routes())));
      assertThat(messages.getSchema().getField("date_sent").getType().getTypeName())
          .isEqualTo(Schema.TypeName.DATETIME);
      assertThat(messages.getSchema().getField("num_media").getType().getTypeName())
          .isEqualTo(Schema.TypeName.INT64);
      // Windows touch, and what is on their edge may come twice.
      PAssert.thatSingleton(
              messages
                  .apply(MapElements.into(strings()).via(row -> row.getString("sid")))
                  .apply(Distinct.create())
                  .apply(Count.globally()))
          .isEqualTo((long) simulator.truth("messages").size());
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void aReadThatLacksSomethingSaysWhat() {
    Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
    assertThatThrownBy(() -> pipeline.apply(PersistIqIO.read().withApiKey("demo-key")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from(a stream)");
    assertThatThrownBy(() -> pipeline.apply(PersistIqIO.read().from("leads")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the setting api_key of persistiq is missing");
    assertThatThrownBy(() -> PersistIqIO.read().withApiKeyFromEnv("NO_SUCH_VARIABLE"))
        .hasMessageContaining("NO_SUCH_VARIABLE is not set");
  }

  private static ChartMogulIO.Read chartMogul(Simulator simulator) {
    return ChartMogulIO.read()
        .withApiKey("demo")
        .withStartDate(Instant.parse("2024-01-01T00:00:00Z"))
        .withBudget(PLENTY)
        .withNetwork(Network.DIRECT.withRoutes(simulator.routes()));
  }

  private static Simulator start(String name, int size) {
    return Simulators.start(name, SimulatorOptions.defaults().withSize(size).withoutRateLimit());
  }

  /** The year that a row's event time is in. */
  private static final class YearOfEvent extends DoFn<Row, Integer> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Timestamp org.joda.time.Instant time, OutputReceiver<Integer> out) {
      out.output(time.toDateTime(org.joda.time.DateTimeZone.UTC).getYear());
    }
  }
}
