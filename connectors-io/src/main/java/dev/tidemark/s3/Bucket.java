package dev.tidemark.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket. Whatever goes wrong is a problem that says of what object. */
public final class Bucket {
  /** More are not told at once. */
  public static final int MOST_KEYS = 1_000;

  /** Closing a stream reads on to its end, so that the connection can be used again. */
  private static final long LITTLE = 64 << 10;

  private final S3Client client;
  private final String name;
  private final Refusals refusals;
  private final RequestPayer payer;

  public Bucket(S3Client client, Refusals refusals, boolean requesterPays) {
    this.client = client;
    this.name = refusals.bucket();
    this.refusals = refusals;
    this.payer = requesterPays ? RequestPayer.REQUESTER : null;
  }

  public String name() {
    return name;
  }

  /**
   * A page of a listing.
   *
   * @param objects without those that only stand for folders
   * @param last the last key of the page, or null
   */
  public record Listed(List<StoredObject> objects, String last, boolean hasMore) {}

  /**
   * @param after keys that come after this one; null from the first on
   */
  public Listed list(String prefix, String after, int most) {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(name)
            .prefix(prefix.isEmpty() ? null : prefix)
            .startAfter(after)
            .maxKeys(most)
            .encodingType(EncodingType.URL)
            .requestPayer(payer)
            .build();
    ListObjectsV2Response response;
    try {
      response = client.listObjectsV2(request);
    } catch (SdkException e) {
      throw refusals.ofListing(e);
    }
    List<StoredObject> objects = new ArrayList<>();
    String last = null;
    for (S3Object object : response.contents()) {
      last = object.key();
      if (!last.endsWith("/")) {
        objects.add(new StoredObject(last, object.size(), object.eTag(), object.lastModified()));
      }
    }
    return new Listed(objects, last, Boolean.TRUE.equals(response.isTruncated()) && last != null);
  }

  /** Some bytes of an object, which must be as it was listed; the caller closes the stream. */
  public InputStream open(StoredObject object, long from, long length) {
    if (length <= 0 || from >= object.size()) {
      return InputStream.nullInputStream();
    }
    long end = Math.min(object.size(), from + length);
    return new ObjectStream(this, object, from, end);
  }

  /** One request; the stream may break off. */
  InputStream request(StoredObject object, long from, long end) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(name)
            .key(object.key())
            .ifMatch(object.etag())
            .range("bytes=" + from + "-" + (end - 1))
            .requestPayer(payer)
            .build();
    try {
      return new Abortable(client.getObject(request), end - from);
    } catch (SdkException e) {
      throw refusals.ofObject(object, e);
    }
  }

  /** Ends a connection rather than read much that nobody wants. */
  private static final class Abortable extends java.io.FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;
    private long left;

    Abortable(ResponseInputStream<GetObjectResponse> response, long length) {
      super(response);
      this.response = response;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      if (left > LITTLE) {
        response.abort();
      }
      super.close();
    }
  }
}
