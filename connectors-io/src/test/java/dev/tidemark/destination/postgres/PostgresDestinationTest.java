package dev.tidemark.destination.postgres;

import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationRef;

class PostgresDestinationTest extends DestinationContract {
  private final DestinationRef ref = DestinationRef.of(PostgresServer.database());

  @Override
  protected DestinationRef ref() {
    return ref;
  }
}
