package dev.tidemark.destination.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.http.HttpTransportOptions;
import dev.tidemark.http.Masking;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes Google's client, with whatever credentials a job gives. */
final class Client {
  private static final String SCOPE = "https://www.googleapis.com/auth/bigquery";

  private static final int CONNECT_MILLIS = 30_000;

  /** The end of an upload takes its time. */
  private static final int READ_MILLIS = 180_000;

  /** Of single requests; what becomes of a job is decided above. */
  private static final RetrySettings RETRIES =
      RetrySettings.newBuilder()
          .setInitialRetryDelayDuration(Duration.ofMillis(200))
          .setRetryDelayMultiplier(2)
          .setMaxRetryDelayDuration(Duration.ofSeconds(10))
          .setTotalTimeoutDuration(Duration.ofMinutes(2))
          .setMaxAttempts(8)
          .build();

  private Client() {}

  static BigQuery of(Settings settings, JsonObject options) {
    return options(settings, options).build().getService();
  }

  static BigQueryOptions.Builder options(Settings settings, JsonObject options) {
    BigQueryOptions.Builder builder =
        BigQueryOptions.newBuilder()
            .setProjectId(settings.project())
            .setCredentials(credentials(settings, options))
            .setRetrySettings(RETRIES)
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setReadTimeout(READ_MILLIS)
                    .build())
            .setUseInt64Timestamps(true);
    if (settings.endpoint() != null) {
      builder.setHost(settings.endpoint());
    }
    return builder;
  }

  private static Credentials credentials(Settings settings, JsonObject options) {
    try {
      if (options.get("access_token") instanceof String token) {
        return GoogleCredentials.create(new AccessToken(token, null));
      }
      if (options.get("key") instanceof String key) {
        return ofKey(key);
      }
      if (options.get("key_file") instanceof String file) {
        return ofKey(Files.readString(Path.of(file)));
      }
      if (settings.endpoint() != null) {
        return NoCredentials.getInstance();
      }
      return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
    } catch (IOException e) {
      throw Problem.credentials(
          settings.identity()
              + ": no credentials: "
              + Masking.mask(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
              + ". Give the option key_file, key or access_token, or run gcloud auth"
              + " application-default login");
    }
  }

  private static Credentials ofKey(String text) throws IOException {
    GoogleCredentials credentials =
        GoogleCredentials.fromStream(new ByteArrayInputStream(text.getBytes(UTF_8)));
    Masking.register(Json.parseObject(text).text("private_key", ""));
    return credentials.createScoped(SCOPE);
  }
}
