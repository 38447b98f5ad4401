package dev.tidemark.http;

import dev.tidemark.problem.Problem;
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
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends one request and brings the whole answer, bounded in size and in time. Follows redirects,
 * but takes credentials along only to the host that they were meant for. Knows nothing of limits or
 * retries; see {@link Caller}.
 */
public final class Transport implements Sender {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_REDIRECTS = 5;

  /** So many times as large may a body be when it is unpacked, or it would be an odd one. */
  private static final int PACKED = 16;

  /** Headers that the client writes itself; it throws if it is given one. */
  private static final Set<String> COMPUTED_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final HttpClient client;
  private final Network network;
  private final Limits limits;
  private final Time time;

  public Transport(Network network) {
    this(network, Time.SYSTEM);
  }

  /** A transport for answers that are no larger than that. */
  public static Transport upTo(long bytes, Network network) {
    return new Transport(network, new Limits(bytes, bytes, bytes, Duration.ofMinutes(1)));
  }

  /** A transport that dates answers by that clock. */
  public Transport(Network network, Time time) {
    this(network, Limits.USUAL, time);
  }

  Transport(Network network, Limits limits) {
    this(network, limits, Time.SYSTEM);
  }

  private Transport(Network network, Limits limits, Time time) {
    this.network = network;
    this.limits = limits;
    this.time = time;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(network.proxies())
            .build();
  }

  /**
   * How much is waited for and taken.
   *
   * @param body bytes of an answer, packed or unpacked
   * @param held bytes of it that are held in memory where it may come in a file
   * @param file bytes of an answer in a file, packed or unpacked
   * @param answer time until the answer is there as a whole; in a file, some more of it
   */
  record Limits(long body, long held, long file, Duration answer) {
    static final Limits USUAL = new Limits(256L << 20, 16L << 20, 1L << 40, Duration.ofMinutes(5));
  }

  /** Sends a request that pays no toll. */
  public Reply send(Request request) throws IOException, InterruptedException {
    return send(request, next -> {});
  }

  @Override
  public Reply send(Request request, Toll toll) throws IOException, InterruptedException {
    Request current = request;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      if (hop > 0) {
        toll.pay(current);
      }
      Reply reply = exchange(current);
      Request next = following(current, reply);
      if (next == null) {
        return reply;
      }
      current = next;
    }
    throw new Refused("more than " + MAX_REDIRECTS + " redirects, last to " + current.label());
  }

  private static Request following(Request request, Reply reply) throws Refused {
    try {
      return Redirects.following(request, reply);
    } catch (Refused e) {
      throw new Refused(Faults.host(request.url()) + " " + e.getMessage());
    }
  }

  private Reply exchange(Request request) throws IOException, InterruptedException {
    HttpRequest outgoing = httpRequest(request);
    AtomicReference<BoundedBody> body = new AtomicReference<>();
    CompletableFuture<HttpResponse<BoundedBody.Received>> pending =
        client.sendAsync(
            outgoing,
            info -> {
              body.set(body(request, info));
              return body.get();
            });
    try {
      return reply(arrived(request, pending, body));
    } catch (ExecutionException e) {
      throw Faults.describe(e.getCause(), request.url());
    } catch (IOException e) {
      throw Faults.unpacking(e, request.url());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new IOException(
          Faults.host(request.url())
              + " did not finish its answer within "
              + limits.answer().toSeconds()
              + " s",
          e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw e;
    }
  }

  private BoundedBody body(Request request, HttpResponse.ResponseInfo info) {
    if (!request.spools() || info.statusCode() >= 400) {
      return new BoundedBody(limits.body(), limits.body());
    }
    boolean isPacked = info.headers().firstValue("content-encoding").isPresent();
    return new BoundedBody(isPacked ? limits.held() / PACKED : limits.held(), limits.file());
  }

  /** A file may take as long as it likes, if only some more of it comes from time to time. */
  private HttpResponse<BoundedBody.Received> arrived(
      Request request,
      CompletableFuture<HttpResponse<BoundedBody.Received>> pending,
      AtomicReference<BoundedBody> body)
      throws ExecutionException, InterruptedException, TimeoutException {
    long before = 0;
    while (true) {
      try {
        return pending.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = body.get() == null ? 0 : body.get().size();
        if (!request.spools() || now == before) {
          throw e;
        }
        before = now;
      }
    }
  }

  private HttpRequest httpRequest(Request request) throws Refused {
    HttpRequest.Builder builder = HttpRequest.newBuilder(routed(request));
    request.headers().forEach((name, value) -> header(builder, name, value));
    builder.setHeader("Accept-Encoding", "gzip");
    HttpRequest.BodyPublisher body =
        request.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(request.body());
    return builder.method(request.method(), new SentOnce(body)).build();
  }

  private static void header(HttpRequest.Builder builder, String name, String value) {
    if (COMPUTED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      return;
    }
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message is the value, which may be a secret.
      throw Problem.config(
          "HTTP does not allow the name or the value of the header '"
              + Masking.mask(name)
              + "'; is there a line break in it?");
    }
  }

  private URI routed(Request request) throws Refused {
    URI url = request.url();
    if (!isHttp(url)) {
      throw new Refused("'" + Masking.mask(url.toString()) + "' is not an http or https URL");
    }
    String route = network.route(url.getHost()).orElse(null);
    if (route == null) {
      return url;
    }
    String base = route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    URI routed = URI.create(base + url.getRawPath() + query);
    if (!isHttp(routed)) {
      throw Problem.config("the route for " + url.getHost() + " is not an http or https URL");
    }
    return routed;
  }

  private static boolean isHttp(URI url) {
    String scheme = url.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    return http && url.getHost() != null;
  }

  private Reply reply(HttpResponse<BoundedBody.Received> response) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().map());
    BoundedBody.Received received = response.body();
    List<String> encodings = headers.get("content-encoding");
    byte[] body = Encodings.decode(received.bytes(), encodings, limits.body());
    Spool file =
        received.file() == null
            ? null
            : Encodings.decode(received.file(), encodings, limits.file());
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, time.now());
    return new Reply(response.statusCode(), headers, body, file, received.size(), now);
  }
}
