package dev.tidemark.destination.blob;

import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Refusals;
import dev.tidemark.s3.S3Clients;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of a bucket that speaks as S3 does. */
public final class S3Blobs implements Blobs {
  private static final int MOST_KEYS = 1_000;
  private static final int EXISTS = 412;
  private static final int MEANWHILE = 409;
  private static final int UNKNOWN = 501;
  private static final int ATTEMPTS = 10;
  private static final long PART = 16L << 20;

  /** For the destination nobody counts requests. */
  private static final ExecutionInterceptor NOBODY = new ExecutionInterceptor() {};

  private final S3Clients clients;
  private final S3Client client;
  private final String bucket;
  private final String root;
  private final Refusals refusals;

  /**
   * @param root what all keys begin with: empty, or ending with a slash
   */
  public S3Blobs(S3Clients clients, String bucket, String root) {
    this.clients = clients;
    this.client = clients.s3(bucket, NOBODY);
    this.bucket = bucket;
    this.root = root;
    this.refusals = new Refusals(bucket, Problem.Kind.DESTINATION);
  }

  private <T> T attempt(String what, String name, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw refusals.ofDestination(what + " " + root + name, e);
    }
  }

  @Override
  public List<Found> list(String prefix, String after) {
    return attempt(
        "list",
        prefix,
        () ->
            client
                .listObjectsV2Paginator(
                    b ->
                        b.bucket(bucket)
                            .prefix(root + prefix)
                            .startAfter(after == null ? null : root + after)
                            .encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(o -> new Found(o.key().substring(root.length()), o.size(), o.lastModified()))
                .toList());
  }

  @Override
  public Optional<byte[]> read(String name) {
    return attempt(
        "read",
        name,
        () -> {
          try {
            return Optional.of(
                client
                    .getObject(
                        b -> b.bucket(bucket).key(root + name), ResponseTransformer.toBytes())
                    .asByteArray());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean create(String name, byte[] content) {
    return attempt("write", name, () -> createNew(name, content, 1));
  }

  private boolean createNew(String name, byte[] content, int attempt) {
    try {
      client.putObject(
          b -> b.bucket(bucket).key(root + name).ifNoneMatch("*"), RequestBody.fromBytes(content));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == MEANWHILE && attempt < ATTEMPTS) {
        // Somebody else was writing or deleting it just then: who came first shows now.
        return createNew(name, content, attempt + 1);
      }
      return switch (e.statusCode()) {
        case EXISTS -> false;
        case UNKNOWN ->
            throw Problem.config(
                "bucket "
                    + bucket
                    + ": the service knows no conditional writes (If-None-Match: *), without which"
                    + " two writers could overwrite each other");
        default -> throw e;
      };
    }
  }

  @Override
  public void write(String name, byte[] content) {
    attempt(
        "write",
        name,
        () ->
            client.putObject(
                b -> b.bucket(bucket).key(root + name), RequestBody.fromBytes(content)));
  }

  @Override
  public void upload(Path file, String name) {
    attempt(
        "write",
        name,
        () -> {
          long size = size(file);
          return size <= PART
              ? client.putObject(b -> b.bucket(bucket).key(root + name), file)
              : uploadInParts(file, size, root + name);
        });
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Problem.destination("can't read " + file + ": " + e, e);
    }
  }

  private Object uploadInParts(Path file, long size, String key) {
    String upload = client.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < size; from += PART) {
        int number = parts.size() + 1;
        RequestBody part = part(file, from, Math.min(PART, size - from));
        String etag =
            client
                .uploadPart(
                    b -> b.bucket(bucket).key(key).uploadId(upload).partNumber(number), part)
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      }
      return client.completeMultipartUpload(
          b -> b.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    } catch (RuntimeException e) {
      giveUp(key, upload, e);
      throw e;
    }
  }

  private static RequestBody part(Path file, long from, long length) {
    return RequestBody.fromContentProvider(
        () -> stream(file, from), length, "application/octet-stream");
  }

  private static InputStream stream(Path file, long from) {
    try {
      RandomAccessFile content = new RandomAccessFile(file.toFile(), "r");
      content.seek(from);
      return Channels.newInputStream(content.getChannel());
    } catch (IOException e) {
      throw Problem.destination("can't read " + file + ": " + e, e);
    }
  }

  private void giveUp(String key, String upload, RuntimeException cause) {
    try {
      client.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void download(String name, Path file) {
    attempt("read", name, () -> client.getObject(b -> b.bucket(bucket).key(root + name), file));
  }

  @Override
  public void copy(String from, String to) {
    attempt(
        "write",
        to,
        () ->
            client.copyObject(
                b ->
                    b.sourceBucket(bucket)
                        .sourceKey(root + from)
                        .destinationBucket(bucket)
                        .destinationKey(root + to)));
  }

  @Override
  public void delete(Collection<String> names) {
    List<ObjectIdentifier> all =
        names.stream().map(n -> ObjectIdentifier.builder().key(root + n).build()).toList();
    for (int from = 0; from < all.size(); from += MOST_KEYS) {
      List<ObjectIdentifier> some = all.subList(from, Math.min(all.size(), from + MOST_KEYS));
      DeleteObjectsResponse response =
          attempt(
              "delete",
              some.get(0).key().substring(root.length()),
              () ->
                  client.deleteObjects(
                      b -> b.bucket(bucket).delete(d -> d.objects(some).quiet(true))));
      for (S3Error refused : response.errors()) {
        throw Problem.destination(
            "bucket " + bucket + ": can't delete " + refused.key() + ": " + refused.message(),
            null);
      }
    }
  }

  @Override
  public void deleteUnfinished(Instant before) {
    attempt(
        "list uploads to",
        "",
        () -> {
          List<MultipartUpload> uploads =
              client
                  .listMultipartUploadsPaginator(
                      b -> b.bucket(bucket).prefix(root).encodingType(EncodingType.URL))
                  .uploads()
                  .stream()
                  .filter(upload -> upload.initiated().isBefore(before))
                  .toList();
          uploads.forEach(
              upload ->
                  client.abortMultipartUpload(
                      b -> b.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
          return uploads;
        });
  }

  @Override
  public String url(String name) {
    return "s3://" + bucket + "/" + root + name;
  }

  @Override
  public void close() {
    client.close();
    clients.close();
  }
}
