package dev.tidemark.destination.bigquery;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationRef;
import java.util.stream.IntStream;
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

  /** Fewer than others have: each statement is a request. */
  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 8));
  }

  static IntStream fewSeeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 2));
  }

  @Override
  protected DestinationRef ref() {
    return DestinationRef.of(
        "bigquery://p/" + dataset, null, SealedConfig.EMPTY.with("endpoint", server.endpoint()));
  }
}
