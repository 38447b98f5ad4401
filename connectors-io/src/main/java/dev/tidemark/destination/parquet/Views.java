package dev.tidemark.destination.parquet;

import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.duckdb.FilesSql;
import dev.tidemark.destination.parquet.Table.DataFile;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lets SQL see the tables as they are in the newest snapshot. */
final class Views {
  private static final String LETTERS_TABLE = "_tidemark_dead_letters";
  private static final String LETTERS =
      "{connection: 'VARCHAR', stream: 'VARCHAR', sync: 'VARCHAR', slice: 'VARCHAR',"
          + " page: 'BIGINT', extracted_at: 'TIMESTAMPTZ', reason: 'VARCHAR', record: 'VARCHAR'}";

  private final Store store;
  private final Session session;
  private final Layout layout;

  Views(Store store, Session session, Layout layout) {
    this.store = store;
    this.session = session;
    this.layout = layout;
  }

  QueryResult query(Catalog catalog, String sql, Object... parameters) {
    Snapshot snapshot = catalog.latest();
    session.transaction(
        () -> {
          for (String name : snapshot.tables().keySet()) {
            Table table = catalog.table(snapshot, name).orElseThrow();
            view(name, isNamed(name, sql) ? rows(table) : unread(table));
          }
          if (isNamed(LETTERS_TABLE, sql)) {
            view(LETTERS_TABLE, deadLetters());
          }
          return true;
        });
    return SqlResult.of(session, sql, parameters);
  }

  private boolean isNamed(String table, String sql) {
    String quoted = layout.dialect().name(table);
    String inQuotes = quoted.substring(1, quoted.length() - 1);
    return sql.toLowerCase(Locale.ROOT).contains(inQuotes.toLowerCase(Locale.ROOT));
  }

  /** Its files may be far away: a query that does not name the table can see its columns alone. */
  private String unread(Table table) {
    return none(table) + " WHERE error('a query must spell out the names of its tables')";
  }

  private String none(Table table) {
    return "SELECT "
        + table.columns().columns().stream()
            .map(
                c ->
                    "CAST(NULL AS "
                        + layout.dialect().type(c.type())
                        + ") AS "
                        + layout.dialect().name(c.name()))
            .collect(Collectors.joining(", "));
  }

  private void view(String name, String rows) {
    session.run("CREATE OR REPLACE VIEW " + layout.dialect().name(name) + " AS " + rows);
  }

  private String rows(Table table) {
    List<DataFile> files = table.files();
    if (files.isEmpty()) {
      return none(table) + " WHERE false";
    }
    return "SELECT "
        + layout.fromFile(table.columns().columns())
        + " FROM "
        + layout.read(
            files.stream().map(file -> store.local(file.name())).toList(),
            table.columns().columns());
  }

  private String deadLetters() {
    List<String> files = store.list(DeadLetters.FOLDER);
    String list = new FilesSql(layout.dialect()).list(files.stream().map(store::local).toList());
    return files.isEmpty()
        ? "SELECT NULL::VARCHAR AS connection, NULL::VARCHAR AS stream, NULL::VARCHAR AS reason,"
            + " NULL::VARCHAR AS record WHERE false"
        : "SELECT * FROM read_json("
            + list
            + ", format = 'newline_delimited', columns = "
            + LETTERS
            + ")";
  }
}
