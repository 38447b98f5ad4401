package dev.tidemark.destination.postgres;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import java.util.List;

/**
 * {@code tables://…}: a Postgres database that has even single rows staged in tables of their own.
 */
public final class AlwaysTables implements DestinationProvider {
  private final PostgresProvider postgres = new PostgresProvider();

  @Override
  public List<String> schemes() {
    return List.of("tables");
  }

  @Override
  public String example() {
    return "tables://USER@HOST:PORT/DATABASE";
  }

  @Override
  public boolean sharedByProcesses() {
    return postgres.sharedByProcesses();
  }

  @Override
  public String identity(DestinationRef ref) {
    return postgres.identity(ref);
  }

  @Override
  public void check(DestinationRef ref) {
    postgres.check(ref);
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    return PostgresProvider.open(ref, access, 1);
  }
}
