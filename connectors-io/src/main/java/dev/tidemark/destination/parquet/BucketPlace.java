package dev.tidemark.destination.parquet;

import com.google.auth.http.HttpTransportFactory;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.destination.blob.Blobs;
import dev.tidemark.destination.blob.GcsBlobs;
import dev.tidemark.destination.blob.S3Blobs;
import dev.tidemark.google.GoogleAccess;
import dev.tidemark.google.GoogleTransport;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.S3Access;
import dev.tidemark.s3.S3Clients;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a bucket.
 *
 * @param root what all keys begin with: empty, or ending with a slash
 * @param options what the job says beside the URL
 * @param network how requests get there
 */
record BucketPlace(String scheme, String bucket, String root, SealedConfig options, Network network)
    implements Place {
  private static final Pattern URL = Pattern.compile("(s3|gs)://([^/?#]+)(?:/+([^?#]*))?");
  private static final int FIRST_WAIT_MILLIS = 500;
  private static final long SCRATCH = 2L << 30;

  static BucketPlace of(DestinationRef ref) {
    Matcher url = URL.matcher(ref.location());
    if (!url.matches()) {
      throw Problem.config(
          "'" + ref.location() + "' is no part of a bucket, as s3://bucket/crm is");
    }
    String path = url.group(3) == null ? "" : url.group(3).replaceAll("/+$", "");
    String below =
        ref.schema() == null ? path : path.isEmpty() ? ref.schema() : path + "/" + ref.schema();
    return new BucketPlace(
        url.group(1),
        url.group(2),
        below.isEmpty() ? "" : below + "/",
        ref.options(),
        ref.network());
  }

  @Override
  public String identity() {
    return "parquet:" + scheme + "://" + bucket + "/" + root;
  }

  /** One listing: whoever may do that is known, and the bucket is there. */
  @Override
  public void check() {
    try (Blobs blobs = blobs()) {
      blobs.list(BucketStore.PROBE, null);
    }
  }

  /** Nobody: a process that ends would not let go. Commits of two syncs can't mix all the same. */
  @Override
  public Hold hold(String connection) {
    return Hold.NONE;
  }

  @Override
  public Store open(Access access) {
    BucketStore store =
        new BucketStore(
            blobs(),
            new Scratch(Path.of(System.getProperty("java.io.tmpdir")), SCRATCH),
            !Boolean.FALSE.equals(options.open().get("plain_copies")));
    if (access == Access.WRITE) {
      store.refuseWithoutConditions();
    }
    return store;
  }

  private Blobs blobs() {
    JsonObject settings = options.open();
    return scheme.equals("gs")
        ? gcs(settings)
        : new S3Blobs(new S3Clients(S3Access.of(settings), network), bucket, root);
  }

  private GcsBlobs gcs(JsonObject settings) {
    String endpoint = (String) settings.get("endpoint");
    HttpTransportFactory transport = GoogleTransport.through(network);
    return new GcsBlobs(
        transport.create(),
        GoogleAccess.credentials(settings, GcsBlobs.SCOPE, endpoint != null, transport),
        endpoint,
        bucket,
        root,
        FIRST_WAIT_MILLIS);
  }
}
