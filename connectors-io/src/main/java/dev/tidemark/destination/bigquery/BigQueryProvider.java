package dev.tidemark.destination.bigquery;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.destination.Rhythm.Portion;
import dev.tidemark.destination.sql.SqlDestination;
import java.time.Duration;
import java.util.List;

/** {@code bigquery://PROJECT/DATASET}. Google's classes are loaded only when it is opened. */
@AutoService(DestinationProvider.class)
public final class BigQueryProvider implements DestinationProvider {
  /** A load takes seconds, and a table bears 1,500 of them a day; a transaction, longer still. */
  private static final Rhythm RHYTHM =
      new Rhythm(
          new Portion(500_000, 5_000_000, 32 << 20, Duration.ofSeconds(60)),
          new Portion(5_000_000, Long.MAX_VALUE, 4L << 30, Duration.ofMinutes(5)));

  @Override
  public List<String> schemes() {
    return List.of("bigquery");
  }

  @Override
  public String example() {
    return "bigquery://PROJECT/DATASET";
  }

  @Override
  public ConfigSpec options() {
    return Settings.options();
  }

  @Override
  public boolean sharedByProcesses() {
    return true;
  }

  @Override
  public String identity(DestinationRef ref) {
    return Settings.of(ref).identity();
  }

  @Override
  public void check(DestinationRef ref) {
    try (BigQueryDatabase database = BigQueryDatabase.open(ref)) {
      database.check();
    }
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    Settings settings = Settings.of(ref);
    BigQueryDatabase database = BigQueryDatabase.open(ref);
    if (access == Access.READ) {
      database.requireDataset();
    }
    return open(database, settings, access);
  }

  static Destination open(BigQueryDatabase database, Settings settings, Access access) {
    return new SqlDestination(database, settings.dataset(), access, RHYTHM);
  }
}
