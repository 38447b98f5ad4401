package dev.tidemark.source.convex;

import com.google.auto.value.AutoValue;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.source.ReadOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads Convex tables in a pipeline of one's own.
 *
 * <pre>{@code
 * PCollection<Row> messages =
 *     pipeline.apply(
 *         ConvexIO.read()
 *             .from("messages")
 *             .withDeploymentUrl("https://murky-swan-635.convex.cloud")
 *             .withAccessKeyFromEnv("CONVEX_ACCESS_KEY"));
 * }</pre>
 *
 * <p>The rows are the table's documents as of one moment, that of the first request; a table of a
 * component is named {@code component/table}. A page that can't be had after retries fails the
 * pipeline; a retried bundle reads the table again, as of a later moment, so make what follows
 * idempotent by {@code _id}, or use {@code tidemark sync}, which keeps a ledger, and goes on with
 * the log of what changes.
 *
 * <p>A deployment reads one snapshot at a time: read its tables one after the other.
 */
public final class ConvexIO {
  private static final String ACCESS_KEY = "access_key";

  private ConvexIO() {}

  public static Read read() {
    return Read.of(ReadOptions.of("convex"));
  }

  /** See {@link ConvexIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    abstract ReadOptions options();

    private static Read of(ReadOptions options) {
      return new AutoValue_ConvexIO_Read(options);
    }

    /** Which table. */
    public Read from(String table) {
      return of(options().withStream(table));
    }

    /** The deployment, as {@code https://murky-swan-635.convex.cloud}. */
    public Read withDeploymentUrl(String url) {
      return of(options().with("deployment_url", url));
    }

    /** The key, kept out of the pipeline graph; it is known to workers in this process only. */
    public Read withAccessKey(String key) {
      return of(options().withSecret(ACCESS_KEY, key));
    }

    /** The environment variable that holds the key, here and on the workers. */
    public Read withAccessKeyFromEnv(String variable) {
      return of(options().withSecretFromEnv(ACCESS_KEY, variable));
    }

    /** How values travel: json, convex_encoded_json or export_json; json if not said. */
    public Read withFormat(String format) {
      return of(options().with("format", format));
    }

    /** What the deployment may be asked; as much as it bears if not said. */
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
