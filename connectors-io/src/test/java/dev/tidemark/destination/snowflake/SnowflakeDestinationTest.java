package dev.tidemark.destination.snowflake;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationRef;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** The contract, each case in a schema of its own. */
class SnowflakeDestinationTest extends DestinationContract {
  private static final FakeSnowflake SNOWFLAKE = FakeSnowflake.start();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final String schema = "case_" + SCHEMAS.incrementAndGet();

  @Override
  protected DestinationRef ref() {
    SealedConfig options = SNOWFLAKE.ref().options();
    return DestinationRef.of(SNOWFLAKE.url(), schema, options);
  }

  /** Fewer than others have: each statement is a request. */
  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 8));
  }

  static IntStream fewSeeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 2));
  }

  @AfterEach
  void drop() {
    SNOWFLAKE.drop(schema);
  }

  @AfterAll
  static void stop() {
    SNOWFLAKE.close();
  }
}
