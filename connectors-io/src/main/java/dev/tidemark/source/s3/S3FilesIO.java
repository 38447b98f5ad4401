package dev.tidemark.source.s3;

import com.google.auto.value.AutoValue;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.ReadOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads files of an S3 bucket in a pipeline of one's own.
 *
 * <pre>{@code
 * PCollection<Row> orders =
 *     pipeline.apply(
 *         S3FilesIO.read()
 *             .from("shop-exports")
 *             .withGlobs("orders/**" + "/*.csv")
 *             .withFormat("csv", Map.of("inference_type", "Primitive Types Only")));
 * }</pre>
 *
 * <p>Each row says in {@code _ab_source_file_url} which file it is from. A file that can't be read
 * fails the pipeline; a retried bundle reads its part of the file again, so make what follows
 * idempotent, or use {@code tidemark sync}, which keeps a ledger and reads new files only.
 */
public final class S3FilesIO {
  private static final String STREAM = "files";
  private static final String STREAMS = "streams";
  private static final String KEY_ID = "aws_access_key_id";
  private static final String KEY = "aws_secret_access_key";

  private S3FilesIO() {}

  public static Read read() {
    return new AutoValue_S3FilesIO_Read(
        ReadOptions.of("s3").withStream(STREAM), JsonObject.of("name", STREAM).toString());
  }

  /** See {@link S3FilesIO}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, PCollection<Row>> {
    private static final long serialVersionUID = 1;

    abstract ReadOptions options();

    /** What the config says of the stream, as JSON text. */
    abstract String stream();

    private Read with(ReadOptions options) {
      return new AutoValue_S3FilesIO_Read(options, stream());
    }

    private Read withStream(String setting, Object value) {
      JsonObject changed = Json.parseObject(stream()).put(setting, value);
      return new AutoValue_S3FilesIO_Read(options(), changed.toString());
    }

    /** Which bucket. */
    public Read from(String bucket) {
      return with(options().with("bucket", bucket));
    }

    /** Which files: those that match one of the patterns; all if not said. */
    public Read withGlobs(String... globs) {
      return withStream("globs", new ArrayList<Object>(Arrays.asList(globs)));
    }

    /**
     * How they are written.
     *
     * @param filetype csv, jsonl, parquet, avro, excel or unstructured
     * @param settings the options of that format
     */
    public Read withFormat(String filetype, Map<String, ?> settings) {
      return withStream("format", JsonObject.copyOf(settings).put("filetype", filetype));
    }

    /** Files that were last modified before are left out. */
    public Read withStartDate(String date) {
      return with(options().with("start_date", date));
    }

    /** Keys, kept out of the pipeline graph; they are known to workers in this process only. */
    public Read withKeys(String id, String secret) {
      return with(options().with(KEY_ID, id).withSecret(KEY, secret));
    }

    /** Environment variables that hold the keys, here and on the workers. */
    public Read withKeysFromEnv(String idVariable, String secretVariable) {
      return with(
          options().withSecretFromEnv(KEY_ID, idVariable).withSecretFromEnv(KEY, secretVariable));
    }

    /** Without credentials, for public buckets. */
    public Read withoutCredentials() {
      return with(options().with("anonymous", true));
    }

    /** A role to assume; its external id is in {@code AWS_ASSUME_ROLE_EXTERNAL_ID}. */
    public Read withRole(String arn) {
      return with(options().with("role_arn", arn));
    }

    /** The bucket's region; found out if not said. */
    public Read withRegion(String region) {
      return with(options().with("region_name", region));
    }

    /** Another service that speaks like S3. */
    public Read withEndpoint(String endpoint) {
      return with(options().with("endpoint", endpoint));
    }

    /** How many requests may be sent; as many as it takes if not said. */
    public Read withBudget(Rate rate) {
      return with(options().withBudget(rate));
    }

    /** Gets the records that can't become rows; if not said, such a record fails the pipeline. */
    public Read withErrorHandler(ErrorHandler<BadRecord, ?> handler) {
      return with(options().withErrorHandler(handler));
    }

    /** Routes and proxy. */
    public Read withNetwork(Network network) {
      return with(options().withNetwork(network));
    }

    @Override
    public PCollection<Row> expand(PBegin input) {
      return options().with(STREAMS, List.of(Json.parseObject(stream()))).read(input);
    }
  }
}
