package dev.tidemark.google;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import dev.tidemark.http.Network;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;

/** Connections to Google's services, through the proxy that the network has for them, if any. */
public final class GoogleTransport {
  private GoogleTransport() {}

  public static HttpTransportFactory through(Network network) {
    ProxySelector proxies = network.proxies();
    NetHttpTransport transport =
        new NetHttpTransport.Builder().setConnectionFactory(url -> open(url, proxies)).build();
    return () -> transport;
  }

  private static HttpURLConnection open(URL url, ProxySelector proxies) throws IOException {
    Proxy proxy = proxies.select(URI.create(url.toString())).get(0);
    return (HttpURLConnection) url.openConnection(proxy);
  }
}
