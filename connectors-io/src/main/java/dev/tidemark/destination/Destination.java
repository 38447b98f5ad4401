package dev.tidemark.destination;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where data goes, opened by one worker. It carries out; the rules of what to stage, commit and
 * resume are in {@link Committer} and {@link PageStager} and are the same for every destination.
 *
 * <p>An instance serves one thread at a time; any number of instances, in any number of processes
 * if {@link DestinationProvider#sharedByProcesses} says so, may work on the same tables at once.
 */
public interface Destination extends AutoCloseable {
  /** All that is known of the streams of a connection, by stream name. Writes nothing. */
  Map<String, StreamState> states(String connection);

  /** The columns of a table, each with its own name as field; empty if there is no such table. */
  Optional<List<Column>> columns(String table);

  /**
   * Begins a run, in one transaction: forgets what earlier runs of the stream left staged, makes
   * the tables what they must be, and keeps the run in the stream's state.
   *
   * @param version the state's version that this was decided on
   * @param before the stream's table as it is, or null if it is to be made
   * @param after the stream's table as it must be
   * @throws dev.tidemark.problem.Problem if the state has changed meanwhile
   */
  void begin(StreamKey key, Run run, long version, TableSchema before, TableSchema after);

  /** The newest staged page of each slice that has any, by slice. */
  Map<String, LedgerEntry> lastStaged(StreamKey key, String sync, List<String> slices);

  /**
   * Entries of a run that are not committed, and those that end a slice. Those that a commit has
   * counted may be left out, so that what is read for a commit does not grow with the run.
   */
  List<LedgerEntry> ledger(StreamKey key, String sync);

  /**
   * Stages pages in one transaction, rows and ledger entries together. A page that is in the ledger
   * already is passed over: staging a page twice is the same as staging it once.
   */
  void stage(StreamKey key, Run run, List<StagedPage> pages);

  /**
   * Forgets what is staged of a slice, in one transaction, so that it can be read again from its
   * first page. Rows that are in the table already stay; with a key they will be met again.
   *
   * @return how many staged rows will not enter the table
   */
  long forget(StreamKey key, Run run, String slice);

  /**
   * Carries out a commit, wholly or not at all.
   *
   * @return false if nothing was done because the state is no longer what the commit was decided on
   */
  boolean commit(Commit commit);

  /** Forgets the stream's tidemark and whatever is staged; its table stays as it is. */
  void reset(StreamKey key);

  /** Sets the tidemark of a stream that has no unfinished run. */
  void overwrite(StreamKey key, Tidemark tidemark);

  /** Keeps the report of a stream's part in a sync, or renews it. */
  void record(StreamKey key, String sync, Instant startedAt, String report);

  /** Reports of a sync, by stream. */
  Map<String, String> reports(String connection, String sync);

  /** How many syncs of the connection have left a report. */
  long syncs(String connection);

  /** Whether all values of a column can be given another type in its place. */
  default boolean changesType(ColumnType from, ColumnType to) {
    return true;
  }

  /** How much is worth a staging, and how much a commit. */
  default Rhythm rhythm() {
    return Rhythm.OF_TRANSACTIONS;
  }

  /** Names of the tables there are, without those that we keep for ourselves. */
  List<String> tables();

  /** A table as queries name it. */
  String tableName(String table);

  /** A column as queries name it. */
  String columnName(String column);

  /**
   * Runs a query. Writes nothing.
   *
   * @param parameters what each {@code ?} stands for: strings, booleans, numbers, UUIDs and {@code
   *     java.time} values
   */
  QueryResult query(String sql, Object... parameters);

  @Override
  void close();
}
