package dev.tidemark.e2e;

import dev.tidemark.Tidemark;
import dev.tidemark.destination.bigquery.FakeBigQuery;
import dev.tidemark.destination.snowflake.FakeSnowflake;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stand-ins of the warehouses that are services; whoever writes to one gets a schema of their own.
 */
final class Warehouses implements AutoCloseable {
  private final FakeSnowflake snowflake = FakeSnowflake.start();
  private final FakeBigQuery bigQuery;
  private final AtomicInteger schemas = new AtomicInteger();

  Warehouses() throws IOException, SQLException {
    bigQuery = new FakeBigQuery();
  }

  Tidemark intoSnowflake(Tidemark tidemark) {
    return tidemark
        .into(snowflake.url(), Map.of("password", FakeSnowflake.PASSWORD))
        .schema("s" + schemas.incrementAndGet());
  }

  Tidemark intoBigQuery(Tidemark tidemark) {
    return tidemark.into(
        "bigquery://p/d" + schemas.incrementAndGet(), Map.of("endpoint", bigQuery.endpoint()));
  }

  @Override
  public void close() throws SQLException {
    snowflake.close();
    bigQuery.close();
  }
}
