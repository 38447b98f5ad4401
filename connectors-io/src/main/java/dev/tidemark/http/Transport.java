package dev.tidemark.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request and brings the whole answer, bounded in size and in time. Follows redirects,
 * but takes credentials along only to the host that they were meant for. Knows nothing of limits or
 * retries; see {@link Caller}.
 */
public final class Transport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);
  private static final int MAX_REDIRECTS = 5;

  /** An answer that has more bytes than this, packed or unpacked, is refused. */
  static final int MAX_BODY = 256 << 20;

  private static final Set<String> HARMLESS_HEADERS =
      Set.of("accept", "accept-encoding", "user-agent");

  private final HttpClient client;
  private final Network network;

  public Transport(Network network) {
    this.network = network;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(new Proxies(network.proxy(), System.getenv()))
            .build();
  }

  /**
   * Sends the request and waits for the whole answer.
   *
   * @throws IOException if no whole answer came; its message names the host and what happened
   */
  public Reply send(Request request) throws IOException, InterruptedException {
    Request current = request;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Reply reply = exchange(current);
      URI target = redirectTarget(current, reply);
      if (target == null) {
        return reply;
      }
      current = redirected(current, target, reply.status());
    }
    throw new IOException("more than " + MAX_REDIRECTS + " redirects, last to " + current.label());
  }

  private Reply exchange(Request request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(httpRequest(request), info -> new BoundedBody(MAX_BODY));
    try {
      HttpResponse<byte[]> response = pending.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return reply(response);
    } catch (ExecutionException e) {
      throw Faults.describe(e.getCause(), request.url());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new IOException(
          request.url().getHost()
              + " did not finish its answer within "
              + ANSWER_TIMEOUT.toSeconds()
              + " s",
          e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw e;
    }
  }

  private HttpRequest httpRequest(Request request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(routed(request.url()));
    request.headers().forEach(builder::setHeader);
    builder.setHeader("Accept-Encoding", "gzip");
    HttpRequest.BodyPublisher body =
        request.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(request.body());
    return builder.method(request.method(), body).build();
  }

  private URI routed(URI url) {
    String route = network.route(url.getHost()).orElse(null);
    if (route == null) {
      return url;
    }
    String base = route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(base + url.getRawPath() + query);
  }

  private static Reply reply(HttpResponse<byte[]> response) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().map());
    byte[] wire = response.body();
    byte[] body = Encodings.decode(wire, headers.get("content-encoding"), MAX_BODY);
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return new Reply(response.statusCode(), headers, body, wire.length, now);
  }

  private static URI redirectTarget(Request request, Reply reply) {
    boolean redirect = Set.of(301, 302, 303, 307, 308).contains(reply.status());
    return redirect ? reply.header("location").map(request.url()::resolve).orElse(null) : null;
  }

  private static Request redirected(Request request, URI target, int status) throws IOException {
    if ("https".equals(request.url().getScheme()) && !"https".equals(target.getScheme())) {
      throw new IOException("a redirect from https to " + target.getScheme() + " is not followed");
    }
    Map<String, String> headers = new TreeMap<>(request.headers());
    if (!sameOrigin(request.url(), target)) {
      headers.keySet().removeIf(name -> !HARMLESS_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    }
    boolean becomesGet = status == 303 || (status <= 302 && request.method().equals("POST"));
    return becomesGet ? Request.get(target, headers) : request.to(target, headers);
  }

  private static boolean sameOrigin(URI left, URI right) {
    return left.getScheme().equals(right.getScheme())
        && left.getHost().equalsIgnoreCase(right.getHost())
        && left.getPort() == right.getPort();
  }
}
