package dev.tidemark.source.chartmogul;

import com.google.auto.value.AutoValue;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.source.ReadOptions;
import java.time.Instant;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads ChartMogul streams in a pipeline of one's own.
 *
 * <pre>{@code
 * PCollection<Row> customers =
 *     pipeline.apply(
 *         ChartMogulIO.read()
 *             .from("customers")
 *             .withApiKeyFromEnv("CHARTMOGUL_API_KEY")
 *             .withStartDate(Instant.parse("2026-01-01T00:00:00Z")));
 * }</pre>
 *
 * <p>Streams: {@code customers}, {@code activities}, {@code customer_count_daily}, {@code _weekly},
 * {@code _monthly}, {@code _quarterly}, {@code customer_count_summary}.
 *
 * <p>The rows have the stream's schema; each row's event time is its cursor where the stream has
 * one, and the watermark follows it. All workers of one process share the account's budget. A page
 * that can't be had after retries fails the pipeline; a retried bundle reads its slice again, so
 * make what follows idempotent, or use {@code tidemark sync}, which keeps a ledger.
 */
public final class ChartMogulIO {
  private static final String API_KEY = "api_key";

  private ChartMogulIO() {}

  public static Read read() {
    return Read.of(ReadOptions.of("chartmogul"))
        .withStartDate(Instant.parse("2010-01-01T00:00:00Z"));
  }

  /** See {@link ChartMogulIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    abstract ReadOptions options();

    private static Read of(ReadOptions options) {
      return new AutoValue_ChartMogulIO_Read(options);
    }

    /** Which stream. */
    public Read from(String stream) {
      return of(options().withStream(stream));
    }

    /** The key, kept out of the pipeline graph; it is known to workers in this process only. */
    public Read withApiKey(String key) {
      return of(options().withSecret(API_KEY, key));
    }

    /** The environment variable that holds the key, here and on the workers. */
    public Read withApiKeyFromEnv(String variable) {
      return of(options().withSecretFromEnv(API_KEY, variable));
    }

    /** Nothing older, for streams that can be asked so. */
    public Read withStartDate(Instant start) {
      return of(options().with("start_date", start.toString()));
    }

    /** What the account may spend, instead of what the vendor says. */
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
