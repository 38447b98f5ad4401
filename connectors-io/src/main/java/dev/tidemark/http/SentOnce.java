package dev.tidemark.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that can be sent once. The JDK's client sends a GET a second time by itself when the
 * connection is closed before an answer came, so the server would count more requests than the
 * {@link Account} does. It asks for the length of the body at each attempt, and that is the only
 * place where the second one can be stopped.
 */
final class SentOnce implements BodyPublisher {
  private final BodyPublisher body;
  private final AtomicBoolean sent = new AtomicBoolean();

  SentOnce(BodyPublisher body) {
    this.body = body;
  }

  @Override
  public long contentLength() {
    if (sent.getAndSet(true)) {
      throw new UncheckedIOException(new IOException(Faults.CLOSED));
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
