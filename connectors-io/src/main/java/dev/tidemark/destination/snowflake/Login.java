package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** How to log in, and how the session shall be. */
final class Login {
  /** What the driver and the server need to know for values to come and go as they are. */
  private static final Map<String, String> SESSION =
      Map.ofEntries(
          // Its other format takes a JVM that opens its own packages.
          Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"),
          Map.entry("TIMEZONE", "UTC"),
          Map.entry("AUTOCOMMIT", "true"),
          Map.entry("DATE_INPUT_FORMAT", "AUTO"),
          Map.entry("TIME_INPUT_FORMAT", "AUTO"),
          Map.entry("TIMESTAMP_INPUT_FORMAT", "AUTO"),
          Map.entry("DATE_OUTPUT_FORMAT", "YYYY-MM-DD"),
          Map.entry("TIME_OUTPUT_FORMAT", "HH24:MI:SS.FF6"),
          Map.entry("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD\"T\"HH24:MI:SS.FF6"),
          Map.entry("TIMESTAMP_TZ_OUTPUT_FORMAT", "YYYY-MM-DD\"T\"HH24:MI:SS.FF6TZH:TZM"),
          Map.entry("TIMESTAMP_LTZ_OUTPUT_FORMAT", "YYYY-MM-DD\"T\"HH24:MI:SS.FF6TZH:TZM"),
          Map.entry("QUOTED_IDENTIFIERS_IGNORE_CASE", "false"),
          // A worker that was killed may hold a lock for five minutes, no longer.
          Map.entry("ABORT_DETACHED_QUERY", "true"),
          Map.entry("LOCK_TIMEOUT", "900"),
          Map.entry("CLIENT_SESSION_KEEP_ALIVE", "true"));

  private final Properties properties = new Properties();
  private final JsonObject options;

  private Login(JsonObject options) {
    this.options = options;
  }

  static Properties properties(Place place, DestinationRef ref) {
    Login login = new Login(ref.options().open());
    login.properties.putAll(SESSION);
    login.session(place);
    login.network(place, ref.network());
    login.credentials(place);
    return login.properties;
  }

  private void session(Place place) {
    properties.setProperty("account", place.account());
    properties.setProperty("db", place.database());
    properties.setProperty("application", "tidemark");
    properties.setProperty("ssl", place.isThisMachine() ? "off" : "on");
    properties.setProperty("validateDefaultParameters", "true");
    properties.setProperty("loginTimeout", "60");
    properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
    properties.setProperty("disablePlatformDetection", "true");
    for (String name : Place.IN_URL) {
      String value = said(place, name);
      if (value != null) {
        properties.setProperty(name, value);
      }
    }
  }

  private void network(Place place, Network network) {
    Proxy proxy = network.proxies().select(URI.create("https://" + place.host())).get(0);
    if (proxy.address() instanceof InetSocketAddress address) {
      properties.setProperty("useProxy", "true");
      properties.setProperty("proxyHost", address.getHostString());
      properties.setProperty("proxyPort", String.valueOf(address.getPort()));
    }
  }

  private String said(Place place, String name) {
    String inUrl = place.settings().text(name, null);
    return inUrl == null ? options.text(name, null) : inUrl;
  }

  private void credentials(Place place) {
    List<String> given =
        List.of("private_key", "token", "password").stream().filter(options::has).toList();
    if (given.size() != 1) {
      throw Problem.config(
          "Snowflake needs one of private_key, token and password beside url:"
              + (given.isEmpty() ? "" : ", and not " + String.join(" and ", given)));
    }
    String user = said(place, "user");
    if (user != null) {
      properties.setProperty("user", user);
    } else if (!given.contains("token")) {
      throw Problem.config("Snowflake needs a user: snowflake://USER@ACCOUNT/DATABASE");
    }
    switch (given.get(0)) {
      case "private_key" -> privateKey();
      case "token" -> {
        properties.setProperty("authenticator", "oauth");
        properties.setProperty("token", secret("token"));
      }
      default -> properties.setProperty("password", secret("password"));
    }
  }

  private void privateKey() {
    // Keys that came through an environment often have their line breaks written out.
    String text = secret("private_key").replace("\\n", "\n");
    String pem = text.contains("-----BEGIN") ? text : read(text);
    Masking.register(pem);
    if (!pem.contains("-----BEGIN PRIVATE KEY") && !pem.contains("-----BEGIN ENCRYPTED PRIVATE")) {
      throw Problem.config(
          "private_key is no key in PKCS#8 PEM (-----BEGIN PRIVATE KEY-----): openssl pkcs8 -topk8"
              + " -in KEY -out KEY.p8 makes one");
    }
    properties.setProperty("authenticator", "snowflake_jwt");
    properties.setProperty(
        "private_key_base64", Base64.getEncoder().encodeToString(pem.getBytes(UTF_8)));
    if (options.has("private_key_passphrase")) {
      properties.setProperty("private_key_pwd", secret("private_key_passphrase"));
    } else if (pem.contains("-----BEGIN ENCRYPTED")) {
      throw Problem.config("the private key is encrypted: private_key_passphrase is missing");
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file.strip()));
    } catch (IOException | RuntimeException e) {
      throw Problem.config(
          "private_key is neither a key in PEM nor a file that can be read: "
              + e.getClass().getSimpleName());
    }
  }

  private String secret(String name) {
    String secret = options.text(name, "");
    Masking.register(secret);
    return secret;
  }
}
