package dev.tidemark.destination;

import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one transaction does: rows enter the table, the tidemark advances, the ledger is closed.
 *
 * @param key the stream
 * @param run the run that staged the rows
 * @param version the state that the commit was decided on; it fails if that is no longer so
 * @param entries ids of the ledger entries whose rows enter; may be empty
 * @param versions which of the entries' rows do not enter, and what else their files ask for
 * @param counted ids of the ledger entries that the new tidemark has taken in for good
 * @param before the table as it is
 * @param after the table as it must be for these rows
 * @param observed types of staged values without a column in the staging table, by field
 * @param tidemark the new tidemark
 * @param ends whether the run is complete: its ledger is then cleared
 */
public record Commit(
    StreamKey key,
    Run run,
    long version,
    List<Long> entries,
    Versions versions,
    List<Long> counted,
    TableSchema before,
    TableSchema after,
    Map<String, Set<ColumnType>> observed,
    Tidemark tidemark,
    boolean ends) {
  public Commit {
    entries = List.copyOf(entries);
    counted = List.copyOf(counted);
  }
}
