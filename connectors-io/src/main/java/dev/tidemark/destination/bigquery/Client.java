package dev.tidemark.destination.bigquery;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.http.HttpTransportFactory;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.http.HttpTransportOptions;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.google.GoogleAccess;
import dev.tidemark.google.GoogleTransport;
import dev.tidemark.json.JsonObject;
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

  static BigQuery of(Settings settings, DestinationRef ref) {
    return options(settings, ref).build().getService();
  }

  static BigQueryOptions.Builder options(Settings settings, DestinationRef ref) {
    JsonObject options = ref.options().open();
    HttpTransportFactory transport = GoogleTransport.through(ref.network());
    BigQueryOptions.Builder builder =
        BigQueryOptions.newBuilder()
            .setProjectId(settings.project())
            .setCredentials(
                GoogleAccess.credentials(options, SCOPE, settings.endpoint() != null, transport)
                    .orElseGet(NoCredentials::getInstance))
            .setRetrySettings(RETRIES)
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setHttpTransportFactory(transport)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setReadTimeout(READ_MILLIS)
                    .build())
            .setUseInt64Timestamps(true);
    if (settings.endpoint() != null) {
      builder.setHost(settings.endpoint());
    }
    return builder;
  }
}
