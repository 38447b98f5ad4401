package dev.tidemark.destination.blob;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** The contract in a bucket of Google's; how such buckets are used, {@link GcsBlobsTest} tests. */
class GcsDestinationTest extends DestinationContract {
  private final GcsServer server = start();

  private static GcsServer start() {
    try {
      return new GcsServer(1_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected DestinationRef ref() {
    return DestinationRef.of(
        "parquet:gs://bucket/crm", null, SealedConfig.EMPTY.with("endpoint", server.url()));
  }

  /** Fewer than a folder has, which takes the same steps. */
  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 2));
  }

  static IntStream fewSeeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 1));
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
