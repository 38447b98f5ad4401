package dev.tidemark.google;

import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.util.ExponentialBackOff;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import java.util.Optional;

/** How requests to Google's services are sent: with credentials, patience and retries. */
public final class GoogleRequests {
  private static final int RETRIES = 6;
  private static final int SILENCE_MILLIS = 60_000;

  private GoogleRequests() {}

  /**
   * What makes each request ready.
   *
   * @param credentials empty for an emulator's sake
   * @param firstWait milliseconds before the first retry; doubles with each further one
   */
  public static HttpRequestInitializer with(Optional<Credentials> credentials, int firstWait) {
    return request -> {
      if (credentials.isPresent()) {
        new HttpCredentialsAdapter(credentials.get()).initialize(request);
      }
      // Instead of one that asks for a new token where the old one is refused before its time.
      request.setUnsuccessfulResponseHandler(
          new HttpBackOffUnsuccessfulResponseHandler(waits(firstWait))
              .setBackOffRequired(
                  response -> response.getStatusCode() == 429 || response.getStatusCode() >= 500));
      request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(waits(firstWait)));
      request.setNumberOfRetries(RETRIES);
      request.setConnectTimeout(SILENCE_MILLIS);
      request.setReadTimeout(SILENCE_MILLIS);
    };
  }

  private static ExponentialBackOff waits(int firstWait) {
    return new ExponentialBackOff.Builder()
        .setInitialIntervalMillis(firstWait)
        .setMultiplier(2)
        .build();
  }
}
