package dev.tidemark.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.http.HttpTransportFactory;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's Secret Manager: whoever has the right to, and be it a worker far away, can read a secret
 * by its name. A secret that has been read is kept as long as the process lives.
 */
public final class SecretManager {
  private static final Pattern NAME =
      Pattern.compile(
          "projects/[^/\\s]+(?:/locations/([^/\\s]+))?/secrets/[^/\\s]+/versions/[^/\\s]+");
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /** As Google's own command line understands it, for gateways and stand-ins. */
  private static final String ENDPOINT = "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER";

  private static final int FIRST_WAIT_MILLIS = 500;
  private static final SecretManager OF_THIS_PROCESS =
      new SecretManager(System.getenv(ENDPOINT), FIRST_WAIT_MILLIS);

  private final String endpoint;
  private final int firstWait;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * @param endpoint where it is, or null if it is where Google has it
   * @param firstWait milliseconds before the first retry
   */
  SecretManager(String endpoint, int firstWait) {
    this.endpoint = endpoint;
    this.firstWait = firstWait;
  }

  /** The one that everybody in this process asks. */
  public static SecretManager get() {
    return OF_THIS_PROCESS;
  }

  /** Whether a text is a secret's name, {@code projects/P/secrets/S/versions/V}. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The secret's text; it is masked from now on. */
  public String read(String name) {
    return known.computeIfAbsent(name, this::fetch);
  }

  private String fetch(String name) {
    HttpTransportFactory transport = GoogleTransport.through(Network.DIRECT);
    HttpRequestInitializer initializer =
        GoogleRequests.with(
            GoogleAccess.credentials(new JsonObject(), SCOPE, isPlain(), transport), firstWait);
    try {
      HttpResponse response =
          transport
              .create()
              .createRequestFactory(initializer)
              .buildGetRequest(new GenericUrl(url(name)))
              .execute();
      try {
        byte[] body = response.getContent().readAllBytes();
        JsonObject payload = Json.parseObject(new String(body, UTF_8)).object("payload");
        String secret =
            new String(Base64.getDecoder().decode(payload.text("data", "")), UTF_8).strip();
        Masking.register(secret);
        return secret;
      } finally {
        response.disconnect();
      }
    } catch (HttpResponseException e) {
      throw refused(name, e);
    } catch (IOException e) {
      throw Problem.source("the secret " + name + " can't be read: " + Masking.mask("" + e), e);
    }
  }

  private boolean isPlain() {
    return endpoint != null && endpoint.startsWith("http://");
  }

  private String url(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw Problem.config("'" + name + "' names no secret");
    }
    String region = parts.group(1);
    String service =
        endpoint != null
            ? endpoint.replaceAll("/+$", "")
            : region == null
                ? "https://secretmanager.googleapis.com"
                : "https://secretmanager." + region + ".rep.googleapis.com";
    return service + "/v1/" + name + ":access";
  }

  private static Problem refused(String name, HttpResponseException e) {
    return switch (e.getStatusCode()) {
      case 401, 403 ->
          Problem.credentials(
              "the secret "
                  + name
                  + " may not be read here; whoever runs this needs the role"
                  + " roles/secretmanager.secretAccessor, and so does the workers' service"
                  + " account");
      case 404 -> Problem.config("there is no secret " + name + ", or no such version of it");
      default ->
          Problem.source(
              "the secret " + name + " can't be read: Secret Manager says " + e.getStatusCode(), e);
    };
  }
}
