package dev.tidemark.manifest;

import com.google.auto.value.AutoValue;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.source.ReadOptions;
import java.nio.file.Path;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads streams of a source that a manifest describes in a pipeline of one's own.
 *
 * <pre>{@code
 * PCollection<Row> companies =
 *     pipeline.apply(
 *         ManifestIO.read(Path.of("examples/manifest/crm.yaml"))
 *             .from("companies")
 *             .withSecretFromEnv("api_key", "CRM_API_KEY"));
 * }</pre>
 *
 * <p>A page that can't be had after retries fails the pipeline; a retried bundle reads its slice
 * again, so make what follows idempotent, or use {@code tidemark sync}, which keeps a ledger.
 */
public final class ManifestIO {
  private ManifestIO() {}

  /** Of the source in that file, which is read now. */
  public static Read read(Path manifest) {
    String name = manifest.getFileName().toString();
    return Read.of(ReadOptions.ofManifest(name, ManifestFile.read(manifest)));
  }

  /** See {@link ManifestIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    abstract ReadOptions options();

    private static Read of(ReadOptions options) {
      return new AutoValue_ManifestIO_Read(options);
    }

    /** Which stream. */
    public Read from(String stream) {
      return of(options().withStream(stream));
    }

    /** A setting of the manifest's config that is no secret. */
    public Read with(String setting, Object value) {
      return of(options().with(setting, value));
    }

    /** A secret, kept out of the pipeline graph; it is known to workers in this process only. */
    public Read withSecret(String setting, String secret) {
      return of(options().withSecret(setting, secret));
    }

    /** The environment variable that holds a secret, here and on the workers. */
    public Read withSecretFromEnv(String setting, String variable) {
      return of(options().withSecretFromEnv(setting, variable));
    }

    /** What the account may spend beside what the manifest says. */
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
