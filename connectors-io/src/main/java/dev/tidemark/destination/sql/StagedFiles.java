package dev.tidemark.destination.sql;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.model.Column;
import java.util.Collection;
import java.util.List;

/**
 * Files in which rows wait for a commit, beside a database that can read them: each row is written
 * into the database once. The files of a stream are a shelf. Safe for any thread.
 */
public interface StagedFiles {
  /** How many rows are worth a file. */
  int fewestRows();

  /** Writes rows for good, in the place of a file of that name. */
  void write(String shelf, String file, List<Column> columns, List<StagedPage> pages);

  boolean has(String shelf, String file);

  /** What a query reads the rows of files from, with the columns as staging tables have them. */
  String rows(String shelf, List<String> files, List<Column> columns);

  void remove(String shelf, Collection<String> files);

  /** Removes all files of a shelf. */
  void clear(String shelf);
}
