package dev.tidemark.http;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Chooses a proxy as command-line tools do: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY}, in either case. Loopback is never sent through one.
 */
final class Proxies extends ProxySelector {
  private final String fixed;
  private final Map<String, String> environment;

  Proxies(String fixed, Map<String, String> environment) {
    this.fixed = fixed;
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    String proxy = fixed != null ? fixed : variable(uri.getScheme() + "_proxy");
    boolean direct = proxy == null || proxy.isBlank() || isLoopback(uri) || isExempt(uri);
    return List.of(direct ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address(proxy.strip())));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The exchange fails with the same exception; there is no second proxy to turn to.
  }

  private static boolean isLoopback(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.matches("127(\\.\\d+){3}") || host.equals("[::1]");
  }

  private boolean isExempt(URI uri) {
    String exempt = variable("no_proxy");
    if (exempt == null) {
      return false;
    }
    for (String entry : exempt.strip().toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      if (entry.equals("*") || matches(entry.replaceFirst("^\\*?\\.", ""), uri)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the entry, {@code host} or {@code host:port}, names the URL's host or its domain. */
  private static boolean matches(String entry, URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int colon = entry.endsWith("]") ? -1 : entry.lastIndexOf(':');
    String name = colon < 0 ? entry : entry.substring(0, colon);
    boolean rightPort = colon < 0 || entry.substring(colon + 1).equals(String.valueOf(port(uri)));
    return !name.isEmpty() && rightPort && (host.equals(name) || host.endsWith("." + name));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }

  private static InetSocketAddress address(String proxy) {
    URI uri = null;
    try {
      uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    } catch (IllegalArgumentException e) {
      // Said below, without what may be a password.
    }
    if (uri == null || uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw Problem.config("the proxy must be given as host:port or http://host:port");
    }
    return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  private String variable(String name) {
    String lower = environment.get(name.toLowerCase(Locale.ROOT));
    return lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
  }
}
