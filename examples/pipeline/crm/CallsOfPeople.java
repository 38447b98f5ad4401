package crm;

import dev.tidemark.destination.rows.DestinationIO;
import dev.tidemark.http.Network;
import dev.tidemark.source.twilio.TwilioIO;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.Join;
import org.apache.beam.sdk.schemas.transforms.Select;
import org.apache.beam.sdk.transforms.JsonToRow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/** Who was called when: Twilio's calls, joined with a file of people. See examples/pipeline/run. */
public final class CallsOfPeople {
  private static final Schema PERSON =
      Schema.builder().addStringField("phone").addStringField("name").build();

  public interface Options extends PipelineOptions {
    String getPeople();

    void setPeople(String file);

    String getDestination();

    void setDestination(String url);
  }

  public static void main(String[] arguments) {
    Options options = PipelineOptionsFactory.fromArgs(arguments).withValidation().as(Options.class);
    String address = System.getenv().getOrDefault("TWILIO_URL", "https://api.twilio.com");
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Row> calls =
        pipeline.apply(
            TwilioIO.read()
                .from("calls")
                .withAccountSid(System.getenv("TWILIO_ACCOUNT_SID"))
                .withAuthTokenFromEnv("TWILIO_AUTH_TOKEN")
                .withStartDate(Instant.parse("2024-01-01T00:00:00Z"))
                .withNetwork(Network.DIRECT.withRoutes(Map.of("api.twilio.com", address))));
    PCollection<Row> people =
        pipeline.apply(TextIO.read().from(options.getPeople())).apply(JsonToRow.withSchema(PERSON));
    calls
        .apply(Join.<Row, Row>innerJoin(people).on(Join.FieldsEqual.left("to").right("phone")))
        .apply(Select.fieldNames("lhs.sid", "lhs.start_time", "lhs.duration", "rhs.name"))
        .apply(
            DestinationIO.write()
                .to(options.getDestination())
                .withTable("calls_of_people")
                .withPrimaryKey("sid"));
    pipeline.run().waitUntilFinish();
  }
}
