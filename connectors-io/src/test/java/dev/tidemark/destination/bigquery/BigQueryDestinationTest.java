package dev.tidemark.destination.bigquery;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class BigQueryDestinationTest extends DestinationContract {
  private static FakeBigQuery server;
  private static int count;
  private final String dataset = "d" + count++;

  @BeforeAll
  static void start() throws Exception {
    server = new FakeBigQuery();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected DestinationRef ref() {
    return DestinationRef.of(
        "bigquery://p/" + dataset, null, SealedConfig.EMPTY.with("endpoint", server.endpoint()));
  }
}
