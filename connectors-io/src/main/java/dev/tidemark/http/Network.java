package dev.tidemark.http;

import java.io.Serial;
import java.io.Serializable;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How requests leave this machine.
 *
 * @param routes URL to use instead, by host: a recorder, a gateway, a stand-in
 * @param proxy {@code host:port} of an HTTP proxy, or null for what the environment says
 * @param firstBackoff wait before the first retry; doubles with each further one
 */
public record Network(Map<String, String> routes, String proxy, Duration firstBackoff)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static final Network DIRECT = new Network(Map.of(), null, Duration.ofSeconds(1));

  public Network {
    Map<String, String> byHost = new TreeMap<>();
    routes.forEach((host, url) -> byHost.put(host.toLowerCase(Locale.ROOT), url));
    routes = Map.copyOf(byHost);
  }

  /** Chooses the proxy of a request, or none. */
  public ProxySelector proxies() {
    return new Proxies(proxy, System.getenv());
  }

  public Optional<String> route(String host) {
    return Optional.ofNullable(routes.get(host.toLowerCase(Locale.ROOT)));
  }

  public Network withRoutes(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(routes);
    all.putAll(more);
    return new Network(all, proxy, firstBackoff);
  }

  public Network withProxy(String hostAndPort) {
    return new Network(routes, hostAndPort, firstBackoff);
  }

  public Network withFirstBackoff(Duration wait) {
    return new Network(routes, proxy, wait);
  }
}
