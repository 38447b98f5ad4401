package dev.tidemark.source.persistiq;

import static org.apache.beam.sdk.util.Preconditions.checkArgumentNotNull;

import com.google.auto.value.AutoValue;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.ReadRows;
import dev.tidemark.source.SealedConfig;
import dev.tidemark.source.SourceRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads PersistIQ streams in a pipeline of one's own.
 *
 * <pre>{@code
 * PCollection<Row> leads =
 *     pipeline.apply(
 *         PersistIqIO.read()
 *             .from("leads")
 *             .withApiKeyFromEnv("PERSISTIQ_API_KEY")
 *             .withStartDate(Instant.parse("2026-01-01T00:00:00Z")));
 * }</pre>
 *
 * <p>Streams: {@code users}, {@code leads}, {@code campaigns}, {@code lead_fields}, {@code
 * lead_statuses}, {@code tags}, {@code dnc_domains}, {@code events}, {@code campaign_leads}, {@code
 * campaign_replies}.
 *
 * <p>The rows have the stream's schema; each row's event time is its cursor where the stream has
 * one, and the watermark follows it. All workers of one process share the account's budget. A page
 * that can't be had after retries fails the pipeline; a retried bundle reads its slice again, so
 * make what follows idempotent, or use {@code tidemark sync}, which keeps a ledger.
 */
public final class PersistIqIO {
  private static final String NAME = "PersistIqIO";
  private static final String API_KEY = "api_key";

  private PersistIqIO() {}

  public static Read read() {
    return new AutoValue_PersistIqIO_Read.Builder()
        .setStartDate(Instant.parse("2010-01-01T00:00:00Z"))
        .setNetwork(Network.DIRECT)
        .build();
  }

  /** See {@link PersistIqIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    abstract @Nullable String stream();

    abstract @Nullable SealedConfig apiKey();

    abstract Instant startDate();

    abstract Network network();

    abstract @Nullable Rate budget();

    abstract Builder toBuilder();

    @AutoValue.Builder
    abstract static class Builder {
      abstract Builder setStream(String stream);

      abstract Builder setApiKey(SealedConfig apiKey);

      abstract Builder setStartDate(Instant startDate);

      abstract Builder setNetwork(Network network);

      abstract Builder setBudget(@Nullable Rate budget);

      abstract Read build();
    }

    /** Which stream. */
    public Read from(String stream) {
      return toBuilder().setStream(stream).build();
    }

    /** The key, kept out of the pipeline graph; it is known to workers in this process only. */
    public Read withApiKey(String key) {
      JsonObject config = JsonObject.of(API_KEY, key);
      return toBuilder().setApiKey(SealedConfig.of(config, Set.of(API_KEY), Map.of())).build();
    }

    /** The environment variable that holds the key, here and on the workers. */
    public Read withApiKeyFromEnv(String variable) {
      String key =
          checkArgumentNotNull(
              System.getenv(variable), "the environment variable %s is not set", variable);
      JsonObject config = JsonObject.of(API_KEY, key);
      return toBuilder()
          .setApiKey(SealedConfig.of(config, Set.of(API_KEY), Map.of(API_KEY, variable)))
          .build();
    }

    /** Nothing older, for streams that can be asked so. */
    public Read withStartDate(Instant start) {
      return toBuilder().setStartDate(start).build();
    }

    /** What the account may spend, instead of what the vendor says. */
    public Read withBudget(Rate rate) {
      return toBuilder().setBudget(rate).build();
    }

    /** Routes and proxy. */
    public Read withNetwork(Network network) {
      return toBuilder().setNetwork(network).build();
    }

    @Override
    public PCollection<Row> expand(PBegin input) {
      String from = checkArgumentNotNull(stream(), "%s.read() needs from(a stream)", NAME);
      SealedConfig key =
          checkArgumentNotNull(apiKey(), "%s.read() needs withApiKey or withApiKeyFromEnv", NAME);
      SealedConfig config = key.with("start_date", startDate().toString());
      List<Rate> budget = budget() == null ? List.of() : List.of(budget());
      SourceRef source = new SourceRef("persistiq", null, config, network(), budget);
      return input.apply("Read", new ReadRows(source, from));
    }
  }
}
