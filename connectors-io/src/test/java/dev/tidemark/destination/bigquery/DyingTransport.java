package dev.tidemark.destination.bigquery;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import dev.tidemark.destination.InterruptedLoad;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a number of requests through, and then its worker die. */
final class DyingTransport extends HttpTransportOptions {
  private static final long serialVersionUID = 1;

  private final AtomicInteger left;

  DyingTransport(int requests) {
    super(HttpTransportOptions.newBuilder());
    this.left = new AtomicInteger(requests);
  }

  @Override
  public HttpRequestInitializer getHttpRequestInitializer(ServiceOptions<?, ?> options) {
    HttpRequestInitializer usual = super.getHttpRequestInitializer(options);
    return request -> {
      if (left.getAndDecrement() <= 0) {
        throw new InterruptedLoad.Death();
      }
      usual.initialize(request);
    };
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
