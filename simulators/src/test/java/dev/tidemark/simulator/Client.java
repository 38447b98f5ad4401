package dev.tidemark.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** An HTTP client as any user has one; offers HTTP/2 at first, as the JDK's does. */
public final class Client {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String header;
  private final String key;

  private Client(String url, String header, String key) {
    this.url = url;
    this.header = header;
    this.key = key;
  }

  /** Sends the key as ChartMogul wants it. */
  public static Client chartMogul(Simulator sim) {
    return new Client(sim.url(), "Authorization", basic("demo:"));
  }

  /** Sends the key as PersistIQ wants it. */
  public static Client persistIq(Simulator sim) {
    return new Client(sim.url(), "x-api-key", "demo");
  }

  /** Sends account and token as Twilio wants them. */
  public static Client twilio(Simulator sim) {
    Map<String, Object> credentials = Simulators.credentials("twilio", "demo");
    String pair = credentials.get("account_sid") + ":" + credentials.get("auth_token");
    return new Client(sim.url(), "Authorization", basic(pair));
  }

  /** Sends the key as Convex wants it. */
  public static Client convex(Simulator sim) {
    return new Client(sim.url(), "Authorization", "Convex demo");
  }

  /** The value of an Authorization header. */
  public static String basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Text as a part of a query. */
  public static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }

  /** The same with another key, as it stands in the header. */
  public Client withKey(String other) {
    return new Client(url, header, other);
  }

  /** The answer to a path with query, or to a whole URL. */
  public HttpResponse<byte[]> get(String target) throws IOException, InterruptedException {
    return get(target, Map.of());
  }

  /** The same with more headers. */
  public HttpResponse<byte[]> get(String target, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI uri = URI.create(target.startsWith("/") ? url + target : target);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header(header, key);
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The answer to a JSON body. */
  public HttpResponse<byte[]> post(String path, String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header(header, key)
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The JSON object that is the answer. */
  public Map<String, Object> json(String target) throws IOException, InterruptedException {
    return Json.object(get(target).body());
  }
}
