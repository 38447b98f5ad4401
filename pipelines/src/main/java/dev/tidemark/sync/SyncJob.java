package dev.tidemark.sync;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import dev.tidemark.source.SourceRef;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;

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
 * @param tablePrefix what the names of tables begin with; may be empty
 * @param meta names of the meta columns
 * @param slices how many slices are read at once; 0 for what the source wants
 * @param pace how often it asks and commits, if it is continuous
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
    String tablePrefix,
    MetaColumns meta,
    int slices,
    Pace pace)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public SyncJob {
    streams = List.copyOf(streams);
  }

  /** The table of a stream. */
  public String table(String stream) {
    return ColumnNames.normalise(tablePrefix + stream);
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
        tablePrefix,
        meta,
        slices,
        pace);
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
        tablePrefix,
        meta,
        slices,
        pace);
  }

  /** How many slices are read at once. */
  int concurrency() {
    return slices > 0 ? slices : source.open().concurrency();
  }
}
