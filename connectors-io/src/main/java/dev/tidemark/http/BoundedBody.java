package dev.tidemark.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collects a body: in memory, and in a file what would be too much for that. Gives up on one that
 * is larger than anything we would want to hold.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Received> {
  private final long inMemory;
  private final long limit;
  private final Buffer memory = new Buffer();
  private final AtomicLong size = new AtomicLong();
  private final CompletableFuture<Received> body = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private Spool file;

  /**
   * @param inMemory how many bytes are held in memory at most
   * @param limit how many are taken at most; if that is more, a large body goes into a file
   */
  BoundedBody(long inMemory, long limit) {
    this.inMemory = inMemory;
    this.limit = limit;
  }

  /**
   * A body as it came over the wire.
   *
   * @param bytes all of it; none if it is in a file
   * @param file holds it, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are not changed
  record Received(byte[] bytes, Spool file, long size) {}

  static String tooLarge(String what, long limit) {
    boolean large = limit >= 1 << 20;
    return what + " more than " + (large ? (limit >> 20) + " MB" : limit + " bytes");
  }

  /** How many bytes have come so far; any thread may ask. */
  long size() {
    return size.get();
  }

  @Override
  public CompletionStage<Received> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    try {
      for (ByteBuffer item : items) {
        if (size.addAndGet(item.remaining()) > limit) {
          giveUp(new Refused(tooLarge("sent an answer of", limit)));
          return;
        }
        keep(item);
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void keep(ByteBuffer item) throws IOException {
    if (size.get() <= inMemory) {
      memory.put(item);
      return;
    }
    if (file == null) {
      file = Spool.create();
      memory.writeTo(file.writer());
      memory.reset();
    }
    file.write(item);
  }

  private void giveUp(IOException reason) {
    subscription.cancel();
    onError(reason);
  }

  @Override
  public void onError(Throwable cause) {
    if (file != null) {
      file.close();
    }
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    body.complete(new Received(memory.toByteArray(), file, size.get()));
  }

  /** Takes what a ByteBuffer holds without copying it twice. */
  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(16 << 10);
    }

    void put(ByteBuffer item) {
      if (item.hasArray()) {
        write(item.array(), item.arrayOffset() + item.position(), item.remaining());
        return;
      }
      byte[] bytes = new byte[item.remaining()];
      item.get(bytes);
      write(bytes, 0, bytes.length);
    }
  }
}
