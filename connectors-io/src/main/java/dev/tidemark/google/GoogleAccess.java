package dev.tidemark.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.tidemark.http.Masking;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Credentials of a Google account, as options say, or as Google's own tools find them. */
public final class GoogleAccess {
  private GoogleAccess() {}

  /** JSON Schema of the options, by name. */
  public static JsonObject properties() {
    return new JsonObject()
        .put(
            "key_file",
            text("File with the key of a service account; by default Google's own ways"))
        .put("key", text("Text of such a file").put("airbyte_secret", true))
        .put("access_token", text("OAuth token; it can't be renewed").put("airbyte_secret", true));
  }

  private static JsonObject text(String description) {
    return JsonObject.of("type", "string", "description", description);
  }

  /**
   * The credentials.
   *
   * @param isEmulated whether there need not be any
   * @param transport how tokens are asked for
   * @return empty if there are none and need not be
   */
  public static Optional<Credentials> credentials(
      JsonObject options, String scope, boolean isEmulated, HttpTransportFactory transport) {
    try {
      if (options.get("access_token") instanceof String token) {
        return Optional.of(GoogleCredentials.create(new AccessToken(token, null)));
      }
      if (options.get("key") instanceof String key) {
        return Optional.of(ofKey(key, scope, transport));
      }
      if (options.get("key_file") instanceof String file) {
        return Optional.of(ofKey(Files.readString(Path.of(file)), scope, transport));
      }
      return isEmulated
          ? Optional.empty()
          : Optional.of(GoogleCredentials.getApplicationDefault(transport).createScoped(scope));
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw Problem.credentials(
          "there are no Google credentials: "
              + Masking.mask(said)
              + ". Give the option key_file, key or access_token, or run gcloud auth"
              + " application-default login");
    }
  }

  private static GoogleCredentials ofKey(String text, String scope, HttpTransportFactory transport)
      throws IOException {
    GoogleCredentials credentials =
        GoogleCredentials.fromStream(new ByteArrayInputStream(text.getBytes(UTF_8)), transport);
    Masking.register(Json.parseObject(text).text("private_key", ""));
    return credentials.createScoped(scope);
  }
}
