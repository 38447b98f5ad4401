package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import java.util.List;

/** {@code files:FILE}: a DuckDB database that has even single rows staged in files. */
public final class AlwaysFiles implements DestinationProvider {
  private final DuckDbProvider duckDb = new DuckDbProvider();

  @Override
  public List<String> schemes() {
    return List.of("files");
  }

  @Override
  public String example() {
    return "files:FILE";
  }

  @Override
  public boolean sharedByProcesses() {
    return duckDb.sharedByProcesses();
  }

  @Override
  public String identity(DestinationRef ref) {
    return duckDb.identity(ref);
  }

  @Override
  public void check(DestinationRef ref) {
    duckDb.check(ref);
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    return DuckDbProvider.open(ref, access, 1);
  }
}
