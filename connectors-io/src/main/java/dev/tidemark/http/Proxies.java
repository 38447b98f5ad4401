package dev.tidemark.http;

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
    return List.of(direct ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address(proxy)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The exchange fails with the same exception; there is no second proxy to turn to.
  }

  private static boolean isLoopback(URI uri) {
    String host = uri.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private boolean isExempt(URI uri) {
    String exempt = variable("no_proxy");
    if (exempt == null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    for (String entry : exempt.toLowerCase(Locale.ROOT).split(",")) {
      String suffix = entry.strip().replaceFirst("^\\*?\\.", "");
      boolean matches = host.equals(suffix) || host.endsWith("." + suffix);
      if (entry.strip().equals("*") || (!suffix.isEmpty() && matches)) {
        return true;
      }
    }
    return false;
  }

  private static InetSocketAddress address(String proxy) {
    URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  private String variable(String name) {
    String lower = environment.get(name.toLowerCase(Locale.ROOT));
    return lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
  }
}
