package dev.tidemark.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where a redirect leads, and what may be taken along. */
final class Redirects {
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private static final Set<String> HARMLESS_HEADERS =
      Set.of("accept", "accept-encoding", "user-agent");

  private Redirects() {}

  /** The request to send next, or null if the reply is no redirect. */
  static Request following(Request request, Reply reply) throws Refused {
    String location = reply.header("location").orElse(null);
    if (location == null || !STATUSES.contains(reply.status())) {
      return null;
    }
    return following(request, resolve(request.url(), location.strip()), reply.status());
  }

  private static Request following(Request request, URI target, int status) throws Refused {
    if (isHttps(request.url()) && !isHttps(target)) {
      throw new Refused(
          "redirects from https to " + target.getScheme() + ", which is not followed");
    }
    boolean becomesGet = status == 303 || (status <= 302 && request.method().equals("POST"));
    Map<String, String> headers = new TreeMap<>(request.headers());
    if (!isTrusted(request.url(), target)) {
      if (request.body() != null && !becomesGet) {
        throw new Refused("redirects a request with a body to another host, which is not followed");
      }
      headers.keySet().removeIf(name -> !HARMLESS_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    }
    return becomesGet ? Request.get(target, headers) : request.to(target, headers);
  }

  /** Java joins a path to a URL without one, and a query to any URL, in a way of its own. */
  private static URI resolve(URI url, String location) throws Refused {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String reference = (location.startsWith("?") ? path : "") + location.replace(" ", "%20");
    try {
      URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority() + path);
      URI target = base.resolve(reference);
      if (target.getHost() != null) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      // Its message is the location, which may hold anything; the answer below says enough.
    }
    throw new Refused("redirects to something that is not a URL");
  }

  /** Whether what was meant for one place may be sent to the other: the same, or just as safe. */
  private static boolean isTrusted(URI from, URI to) {
    boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
    boolean secured = !isHttps(from) && port(from) == 80 && isHttps(to) && port(to) == 443;
    boolean sameDoor = isHttps(from) == isHttps(to) && port(from) == port(to);
    return sameHost && (sameDoor || secured);
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : isHttps(url) ? 443 : 80;
  }
}
