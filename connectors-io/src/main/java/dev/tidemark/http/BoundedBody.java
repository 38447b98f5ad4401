package dev.tidemark.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a body, and gives up on one that is larger than anything we would want to hold. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final int limit;
  private final Buffer collected = new Buffer();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.Subscription subscription;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  static String tooLarge(String what, int limit) {
    boolean large = limit >= 1 << 20;
    return what + " more than " + (large ? (limit >> 20) + " MB" : limit + " bytes");
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    for (ByteBuffer item : items) {
      if (collected.size() + (long) item.remaining() > limit) {
        subscription.cancel();
        body.completeExceptionally(new Refused(tooLarge("sent an answer of", limit)));
        return;
      }
      collected.put(item);
    }
  }

  @Override
  public void onError(Throwable cause) {
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    body.complete(collected.toByteArray());
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
