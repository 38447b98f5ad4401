package dev.tidemark.destination.parquet;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.duckdb.FilesSql;
import dev.tidemark.destination.duckdb.Packing;
import dev.tidemark.destination.duckdb.RowsFile;
import dev.tidemark.destination.parquet.Table.DataFile;
import dev.tidemark.destination.sql.CommitSql;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.Tables;
import dev.tidemark.destination.sql.Transaction;
import dev.tidemark.destination.sql.Validity;
import dev.tidemark.model.Column;
import dev.tidemark.model.TableSchema;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Works on rows in a DuckDB of its own that holds nothing between calls: it loads what a commit
 * touches, does to it what is done in a database, and writes it out as new files. So all strategies
 * mean here what they mean there.
 */
final class Workbench {
  private static final int SMALL_FILES = 16;
  private static final int SMALL_SHARE = 8;
  static final String SCHEMA = "work";

  private final Store store;
  private final Session session;
  private final JdbcDialect dialect;
  private final Layout layout;
  private final Tables tables;
  private final FilesSql readsFiles;

  Workbench(Store store, Session session, Layout layout) {
    this.store = store;
    this.session = session;
    this.dialect = session.dialect();
    this.layout = layout;
    this.tables = new Tables(dialect, SCHEMA);
    this.readsFiles = new FilesSql(dialect);
  }

  /** Writes the rows of pages; empty if they have none. */
  Optional<Path> staged(Run run, List<StagedPage> pages) {
    if (pages.stream().allMatch(page -> page.columns().rows() == 0)) {
      return Optional.empty();
    }
    Path file = store.newWorkFile();
    try {
      Packing packing = store.isFar() ? Packing.ZSTD : Packing.PLAIN;
      RowsFile.write(file, Tables.stagingColumns(run), pages, packing);
    } catch (IOException e) {
      throw Problem.destination("can't write staged rows to " + file + ": " + e, e);
    }
    return Optional.of(file);
  }

  /**
   * What a commit makes of tables.
   *
   * @param before the stream's table, and those for the lists in its records
   */
  List<Table> commit(List<Table> before, Commit commit, Collection<String> stagedFiles) {
    List<Table> result = new ArrayList<>();
    session.transaction(
        () -> {
          CommitSql sql = new CommitSql(tables, commit, staged(commit, stagedFiles));
          List<Loaded> loaded = new ArrayList<>();
          loaded.add(load(before.get(0), commit.before(), commit.after(), commit, sql, null));
          for (Map.Entry<String, TableSchema> list : commit.after().children().entrySet()) {
            Table table = before.get(loaded.size());
            TableSchema known = commit.before().children().get(list.getKey());
            loaded.add(load(table, known, list.getValue(), commit, sql, list.getKey()));
          }
          Optional<String> last = changed(sql);
          for (int i = 0; i < loaded.size(); i++) {
            Loaded table = loaded.get(i);
            String rows = tables.in(table.columns().table());
            if (i == 0 && last.isPresent()) {
              rows = "(FROM " + rows + " UNION ALL BY NAME " + last.get() + ")";
            }
            result.add(replaced(table.before(), table.touched(), table.columns(), rows));
            drop(table.columns().table());
          }
          session.run("DROP TABLE IF EXISTS " + staging(commit));
          return true;
        });
    return result;
  }

  /**
   * Changes the tables at hand. Rows that would be inserted at the end, and not be touched again,
   * are given back instead: they can be written out from where they are.
   */
  private Optional<String> changed(CommitSql sql) throws SQLException {
    boolean repeatedKeys = sql.repeatsKeys(session);
    boolean endsWithInsert = sql.endsWithInsert();
    Transaction changes = new Transaction();
    if (endsWithInsert) {
      sql.addPreparationTo(changes);
    } else {
      sql.addTo(changes, repeatedKeys);
    }
    session.carryOut(changes);
    return endsWithInsert ? Optional.of(sql.insertedRows(repeatedKeys)) : Optional.empty();
  }

  /**
   * A table whose rows are at hand as far as they are touched.
   *
   * @param columns those that it is to have
   */
  private record Loaded(Table before, TableSchema columns, List<DataFile> touched) {}

  /**
   * @param list the list that it is for, or null for the stream's table
   */
  private Loaded load(
      Table table,
      TableSchema known,
      TableSchema after,
      Commit commit,
      CommitSql sql,
      String list) {
    TableSchema columns = table.with(known, after);
    drop(table.name());
    session.run(create(columns));
    List<DataFile> touched = table.files();
    if (columns.equals(table.columns())) {
      touched = list == null ? touched(table, commit, sql) : touched(table, sql.belongsToRow(list));
    }
    if (commit.run().strategy() == Strategy.REPLACE && !commit.entries().isEmpty()) {
      // None of its rows stays.
      return new Loaded(table, columns, table.files());
    }
    load(table, touched, columns);
    return new Loaded(table, columns, touched);
  }

  /**
   * A table as a run needs it.
   *
   * @param ofStream the columns that the stream has in it, or null
   * @param after those that it must have
   */
  Table rewritten(Table before, Run run, TableSchema ofStream, TableSchema after) {
    TableSchema columns = before.with(ofStream, after);
    Table[] result = {before};
    session.transaction(
        () -> {
          drop(before.name());
          session.run(create(columns));
          load(before, before.files(), columns);
          if (before.name().equals(run.table()) && run.beginsVersions(ofStream)) {
            session.run(new Validity(dialect, tables.in(before.name()), after, run).begin());
          }
          result[0] = replaced(before, before.files(), columns, tables.in(columns.table()));
          drop(before.name());
          return true;
        });
    return result[0];
  }

  private void drop(String table) {
    session.run("DROP TABLE IF EXISTS " + tables.in(table));
  }

  private String create(TableSchema table) {
    List<String> columns =
        table.columns().stream()
            .map(c -> dialect.name(c.name()) + " " + dialect.type(c.type()))
            .toList();
    return "CREATE TABLE " + tables.in(table.table()) + " (" + String.join(", ", columns) + ")";
  }

  /** What staged rows are read from: their files, if they are here, else a table made of them. */
  private String staged(Commit commit, Collection<String> files) {
    List<Column> columns = Tables.stagingColumns(commit.run());
    if (!store.isFar() && !files.isEmpty()) {
      return readsFiles.rows(files.stream().map(store::local).toList(), columns);
    }
    String staging = staging(commit);
    session.run("DROP TABLE IF EXISTS " + staging);
    session.run(tables.createStaging(commit.key(), commit.run()));
    if (!files.isEmpty()) {
      store.lend(
          files,
          some ->
              session.run(
                  "INSERT INTO " + staging + " FROM " + readsFiles.rows(some.values(), columns)));
    }
    return staging;
  }

  private String staging(Commit commit) {
    return tables.in(tables.stagingName(commit.key(), commit.run()));
  }

  private void load(Table table, Collection<DataFile> files, TableSchema after) {
    if (files.isEmpty()) {
      return;
    }
    List<Column> known = table.columns().columns();
    // Each has its place, whatever it is called now.
    List<String> names =
        after.columns().subList(0, known.size()).stream().map(c -> dialect.name(c.name())).toList();
    store.lend(
        files.stream().map(DataFile::name).toList(),
        some ->
            session.run(
                "INSERT INTO "
                    + tables.in(after.table())
                    + " ("
                    + String.join(", ", names)
                    + ") SELECT "
                    + layout.fromFile(known)
                    + " FROM "
                    + layout.read(some.values(), known)));
  }

  /** Files with rows that a commit may change, and those that had better be one. */
  private List<DataFile> touched(Table table, Commit commit, CommitSql sql) {
    List<DataFile> files = table.files();
    boolean enters = !commit.entries().isEmpty();
    boolean all =
        enters && (commit.run().strategy() == Strategy.REPLACE || commit.run().marksUnseen());
    if (all || files.isEmpty()) {
      return files;
    }
    Set<DataFile> touched = new HashSet<>(tooSmall(files));
    if (enters && commit.run().strategy().byKey()) {
      touched.addAll(where(table, sql.meetsEntering()));
    }
    if (enters && commit.run().strategy() == Strategy.SUPERSEDE) {
      touched.addAll(where(table, sql.meetsEntering()));
      touched.addAll(emptied(table, commit, sql));
    }
    if (sql.removesMarked()) {
      touched.addAll(where(table, sql.isMarked()));
    }
    return List.copyOf(touched);
  }

  /** The same for a list, by a condition for its rows. */
  private List<DataFile> touched(Table table, String condition) {
    Set<DataFile> touched = new HashSet<>(tooSmall(table.files()));
    if (!table.files().isEmpty()) {
      touched.addAll(where(table, condition));
    }
    return List.copyOf(touched);
  }

  private List<DataFile> emptied(Table table, Commit commit, CommitSql sql) {
    List<String> origins = commit.versions().emptied().stream().map(dialect::text).toList();
    return origins.isEmpty()
        ? List.of()
        : where(table, sql.originColumn() + " IN (" + String.join(", ", origins) + ")");
  }

  /** Files without rows, and many small ones. */
  private List<DataFile> tooSmall(List<DataFile> files) {
    List<DataFile> small =
        files.stream().filter(f -> f.bytes() < layout.fileBytes() / SMALL_SHARE).toList();
    return small.size() >= SMALL_FILES
        ? small
        : small.stream().filter(file -> file.rows() == 0).toList();
  }

  private List<DataFile> where(Table table, String condition) {
    Set<String> found = new HashSet<>();
    store.lend(table.fileNames(), some -> found.addAll(where(table, some, condition)));
    return table.files().stream().filter(file -> found.contains(file.name())).toList();
  }

  private List<String> where(Table table, Map<String, Path> files, String condition) {
    Map<String, String> byPath = new HashMap<>();
    files.forEach((name, path) -> byPath.put(path.toString(), name));
    List<Column> columns = table.columns().columns();
    return session.rows(
        row -> byPath.get(row.text(1)),
        "SELECT DISTINCT filename FROM (SELECT filename, "
            + layout.fromFile(columns)
            + " FROM "
            + layout.read(files.values(), columns)
            + ") AS target WHERE "
            + condition);
  }

  /**
   * Writes rows in the place of the files that they came from.
   *
   * @param rows what they are read from
   */
  private Table replaced(
      Table before, Collection<DataFile> touched, TableSchema after, String rows) {
    List<DataFile> files = new ArrayList<>(before.files());
    files.removeAll(touched);
    boolean hasFile = !files.isEmpty() || layout.isParted(after.columns());
    try {
      files.addAll(write(after, rows, hasFile ? 1 : 0));
    } catch (IOException e) {
      throw Problem.destination("can't write files of " + after.table() + ": " + e, e);
    }
    return new Table(after, files);
  }

  /**
   * @param fewest files with fewer rows are left out
   */
  private List<DataFile> write(TableSchema table, String source, long fewest) throws IOException {
    Path folder = store.newWorkFile();
    session.run(
        "COPY (SELECT "
            + layout.toFile(table.columns())
            + " FROM "
            + source
            + ") TO "
            + dialect.text(folder.toString())
            + " "
            + layout.options(table.columns()));
    List<Path> written = files(folder);
    if (written.isEmpty()) {
      return List.of();
    }
    Map<String, Long> rows = new HashMap<>();
    session.rows(
        row -> rows.put(row.text(1), row.number(2)),
        "SELECT file_name, num_rows FROM parquet_file_metadata(" + readsFiles.list(written) + ")");
    List<DataFile> files = new ArrayList<>();
    for (Path file : written) {
      if (rows.get(file.toString()) >= fewest) {
        String name = store.dataFolder(table.table()) + folder.relativize(file);
        files.add(new DataFile(name, rows.get(file.toString()), file.toFile().length()));
        store.take(file, name);
      }
    }
    Scratch.deleteTree(folder);
    return files;
  }

  /** DuckDB makes no folder for parts of nothing. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
