package dev.tidemark.source.twilio;

import com.google.auto.value.AutoValue;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.source.ReadOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads Twilio streams in a pipeline of one's own.
 *
 * <pre>{@code
 * PCollection<Row> messages =
 *     pipeline.apply(
 *         TwilioIO.read()
 *             .from("messages")
 *             .withAccountSid("AC…")
 *             .withAuthTokenFromEnv("TWILIO_AUTH_TOKEN")
 *             .withStartDate(Instant.parse("2026-01-01T00:00:00Z")));
 * }</pre>
 *
 * <p>Streams: {@code accounts}, {@code calls}, {@code messages}, {@code recordings}, {@code
 * usage_records}, {@code alerts}, {@code conversations} and 30 more; {@code tidemark discover}
 * lists them.
 *
 * <p>The rows have the stream's schema; each row's event time is its cursor where the stream has
 * one, and the watermark follows it. All workers of one process share the requests that the account
 * may have under way. A page that can't be had after retries fails the pipeline; a retried bundle
 * reads its slice again, so make what follows idempotent, or use {@code tidemark sync}, which keeps
 * a ledger.
 */
public final class TwilioIO {
  private static final String AUTH_TOKEN = "auth_token";

  private TwilioIO() {}

  public static Read read() {
    return Read.of(ReadOptions.of("twilio")).withStartDate(Instant.parse("2010-01-01T00:00:00Z"));
  }

  /** See {@link TwilioIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    abstract ReadOptions options();

    private static Read of(ReadOptions options) {
      return new AutoValue_TwilioIO_Read(options);
    }

    /** Which stream. */
    public Read from(String stream) {
      return of(options().withStream(stream));
    }

    /** The main account, whose subaccounts are read too. */
    public Read withAccountSid(String sid) {
      return of(options().with("account_sid", sid));
    }

    /** The token, kept out of the pipeline graph; it is known to workers in this process only. */
    public Read withAuthToken(String token) {
      return of(options().withSecret(AUTH_TOKEN, token));
    }

    /** The environment variable that holds the token, here and on the workers. */
    public Read withAuthTokenFromEnv(String variable) {
      return of(options().withSecretFromEnv(AUTH_TOKEN, variable));
    }

    /** Nothing older, for streams that can be asked so. */
    public Read withStartDate(Instant start) {
      return of(options().with("start_date", start.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** How long the windows of streams with a cursor are: P1D, P1W, P1M or P1Y; P1M if not said. */
    public Read withSliceStep(String step) {
      return of(options().with("slice_step_duration", step));
    }

    /** How many requests may be under way at once; 3 if not said. */
    public Read withNumWorkers(int workers) {
      return of(options().with("num_workers", (long) workers));
    }

    /** What the account may spend beside that. */
    public Read withBudget(Rate rate) {
      return of(options().withBudget(rate));
    }

    /** Gets the records that can't become rows; if not said, such a record fails the pipeline. */
    public Read withErrorHandler(ErrorHandler<BadRecord, ?> handler) {
      return of(options().withErrorHandler(handler));
    }

    /** Routes and proxy. */
    public Read withNetwork(Network network) {
      return of(options().withNetwork(network));
    }

    @Override
    public PCollection<Row> expand(PBegin input) {
      return options().read(input);
    }
  }
}
