package dev.tidemark.sync;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import dev.tidemark.source.SourceRef;
import java.util.List;
import java.util.Optional;

/**
 * What is to be synced from where to where: a job file with everything resolved.
 *
 * @param connection names the progress of this job in the destination
 * @param source where data comes from
 * @param streams the selected streams; empty for all
 * @param destination where data goes
 * @param write how rows enter tables
 * @param hardDelete whether rows whose records are gone are removed, where records say so
 * @param nested what becomes of objects in records
 * @param contract what happens to data without a column
 * @param meta names of the meta columns
 * @param concurrency how many slices are read at once; empty for what the source wants
 */
public record SyncJob(
    String connection,
    SourceRef source,
    List<StreamChoice> streams,
    DestinationRef destination,
    WriteMode write,
    boolean hardDelete,
    Nested nested,
    Contract contract,
    MetaColumns meta,
    Optional<Integer> concurrency) {

  public SyncJob {
    streams = List.copyOf(streams);
  }

  /** The same job for other processes, as its configs are made portable. */
  SyncJob portable(String where, boolean sharesVariables) {
    return new SyncJob(
        connection,
        source.portable(where, sharesVariables),
        streams,
        destination.portable(where, sharesVariables),
        write,
        hardDelete,
        nested,
        contract,
        meta,
        concurrency);
  }

  public SyncJob withStreams(List<StreamChoice> choices) {
    return new SyncJob(
        connection,
        source,
        choices,
        destination,
        write,
        hardDelete,
        nested,
        contract,
        meta,
        concurrency);
  }
}
