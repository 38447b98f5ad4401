package dev.tidemark.destination;

import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.util.Optional;

/**
 * What a destination knows of a stream.
 *
 * @param version grows with every change; a change is refused if someone else made one before
 * @param tidemark committed progress
 * @param table the stream's table as we left it, or null if we never made one
 * @param openRun the run that is not complete, or null
 */
public record StreamState(long version, Tidemark tidemark, TableSchema table, Run openRun) {
  /** A stream that the destination has never seen. */
  public static final StreamState UNKNOWN = new StreamState(0, Tidemark.NONE, null, null);

  public Optional<TableSchema> schema() {
    return Optional.ofNullable(table);
  }

  public Optional<Run> run() {
    return Optional.ofNullable(openRun);
  }
}
