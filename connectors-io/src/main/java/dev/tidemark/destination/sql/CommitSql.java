package dev.tidemark.destination.sql;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.evolve.Evolution;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.ColumnBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements by which staged rows enter a table. */
public final class CommitSql {
  private final Dialect dialect;
  private final Commit commit;
  private final Run run;
  private final String table;
  private final String staging;
  private final ListsSql lists;

  /** Expression over staged rows, by column of the table. */
  private final Map<String, String> expressions = new LinkedHashMap<>();

  /**
   * @param staging what staged rows are read from, the entering ones among them
   */
  public CommitSql(Tables tables, Commit commit, String staging) {
    this.dialect = tables.dialect();
    this.commit = commit;
    this.run = commit.run();
    this.table = tables.in(run.table());
    this.staging = staging;
    this.lists = new ListsSql(tables, commit.after(), run.meta());
    run.meta().names().forEach(name -> expressions.put(name, name(name)));
    expressions.put(
        run.meta().meta(), fromStaged(name(run.meta().meta()), ColumnType.JSON, ColumnType.JSON));
    commit.after().columns().forEach(c -> expressions.put(c.name(), expression(commit.after(), c)));
    if (keepsVersions()) {
      expressions.put(
          run.meta().validFrom().name(), validity().beginning(c -> expressions.get(c.name())));
    }
  }

  /** Whether keys are met more than once among the rows that enter. */
  public boolean repeatsKeys(Database database) {
    return !commit.entries().isEmpty()
        && !run.primaryKey().isEmpty()
        && !database.rows(row -> row.number(1), repeatedKey()).isEmpty();
  }

  /** Has the rows brought in. */
  public void addTo(Transaction transaction, boolean repeatedKeys) {
    addPreparationTo(transaction);
    if (!commit.entries().isEmpty()) {
      transaction.change(
          "INSERT INTO " + table + " (" + names() + ") " + insertedRows(repeatedKeys));
      completion().forEach(sql -> transaction.change(sql));
    }
    if (run.strategy() == Strategy.SUPERSEDE) {
      String ofOrigin = originColumn() + " = ?";
      for (String origin : commit.versions().emptied()) {
        lists.remove(ofOrigin).forEach(sql -> transaction.change(sql, origin));
        transaction.change("DELETE FROM " + table + " WHERE " + ofOrigin, origin);
      }
    }
    if (removesMarked()) {
      lists.remove(isMarked()).forEach(sql -> transaction.change(sql));
      transaction.change("DELETE FROM " + table + " WHERE " + isMarked());
    }
  }

  /** Has done what comes before rows are inserted. */
  public void addPreparationTo(Transaction transaction) {
    if (!commit.entries().isEmpty()) {
      preparation().forEach(sql -> transaction.change(sql));
    }
  }

  /** Whether rows are inserted, and nothing is done after that. */
  public boolean endsWithInsert() {
    return !commit.entries().isEmpty()
        && completion().isEmpty()
        && commit.versions().emptied().isEmpty()
        && !removesMarked();
  }

  /** One that is met again, if there is any. */
  private String repeatedKey() {
    return "SELECT count(*) FROM ("
        + keys()
        + ") AS source GROUP BY "
        + identityNames()
        + " HAVING count(*) > 1 LIMIT 1";
  }

  /** What is done to the rows that are there before others come. */
  private List<String> preparation() {
    List<String> statements = new ArrayList<>();
    if (run.strategy() == Strategy.REPLACE) {
      statements.addAll(lists.remove("true"));
      statements.add("DELETE FROM " + table + " WHERE true");
    }
    if (run.strategy() == Strategy.SUPERSEDE) {
      statements.addAll(lists.remove(meetsEntering()));
      statements.add(deleteSuperseded());
    }
    if (run.strategy() == Strategy.MERGE && run.marksUnseen()) {
      statements.add(markUnseen());
    }
    if (keepsVersions() && run.marksUnseen()) {
      statements.add(validity().closeUnseen(meetsEntering()));
    }
    if (merges()) {
      statements.addAll(lists.remove(isOlder()));
      statements.add(dialect.deleteMet(table, keys(), same(identity()) + notOlder()));
    }
    return statements;
  }

  /** What is done once they are there. */
  private List<String> completion() {
    List<String> statements = new ArrayList<>();
    if (keepsVersions()) {
      statements.addAll(validity().renew(meetsEntering()));
    }
    if (hasLists()) {
      commit.after().children().forEach((list, child) -> statements.add(insert(list, child)));
    }
    return statements;
  }

  /** Those of the rows of a list that belong to rows of the table. */
  private String insert(String list, TableSchema child) {
    Map<String, String> columns = new LinkedHashMap<>();
    run.meta().names().forEach(name -> columns.put(name, expressions.get(name)));
    child.columns().forEach(c -> columns.put(c.name(), expression(child, c)));
    return "INSERT INTO "
        + lists.in(list)
        + " ("
        + columns.keySet().stream().map(this::name).collect(Collectors.joining(", "))
        + ") SELECT "
        + String.join(", ", columns.values())
        + " FROM "
        + staging
        + " WHERE "
        + entering()
        + (" AND " + name(run.meta().list().name()) + " = " + dialect.text(list) + " AND ")
        + belongsToRow(list);
  }

  /** Whether rows of lists are among the staged ones. */
  private boolean hasLists() {
    return run.staged().columns().contains(run.meta().list());
  }

  private boolean keepsVersions() {
    return run.strategy() == Strategy.SCD2;
  }

  private Validity validity() {
    return new Validity(dialect, table, commit.after(), run);
  }

  /**
   * Condition for rows of the table, called {@code target}, that an entering row takes the place
   * of: by its key, or because it comes from a newer version of where they came from.
   */
  public String meetsEntering() {
    return run.strategy() == Strategy.SUPERSEDE
        ? "target."
            + originColumn()
            + " IN (SELECT "
            + originColumn()
            + " FROM ("
            + rows(Set.of(origin()))
            + ") AS source)"
        : "EXISTS (SELECT 1 FROM ("
            + keys()
            + ") AS source WHERE "
            + same(run.keyColumns(commit.after()))
            + ")";
  }

  /** Condition for rows of a list that belong to a row of the table for what it is in. */
  public String belongsToRow(String list) {
    return lists.belongs("SELECT " + name(run.meta().id()) + " FROM " + lists.outside(list));
  }

  /** Whether the rows of records that are gone are removed: with the end of a run. */
  public boolean removesMarked() {
    return commit.ends() && run.deletes() != null && run.deletes().hard() && !keepsVersions();
  }

  /** Condition for rows of records that are gone. */
  public String isMarked() {
    return name(markColumn()) + " IS NOT NULL";
  }

  /**
   * The rows that are inserted, with names of columns of the table.
   *
   * @param repeatedKeys whether some of those that enter have the same key
   */
  public String insertedRows(boolean repeatedKeys) {
    return "SELECT source.* FROM ("
        + rows(repeatedKeys)
        + ") AS source"
        + (merges() ? notInTable() : "");
  }

  /** Whether rows take the place of those with the same key. */
  private boolean merges() {
    return run.strategy() == Strategy.MERGE || keepsVersions();
  }

  /**
   * Condition for rows that are replaced. Deleting and inserting takes half the time of MERGE,
   * which writes matched rows column by column.
   */
  private String isOlder() {
    return "EXISTS (SELECT 1 FROM ("
        + keys()
        + ") AS source WHERE "
        + same(identity())
        + notOlder()
        + ")";
  }

  private String deleteSuperseded() {
    return "DELETE FROM " + table + " AS target WHERE " + meetsEntering();
  }

  /** The column that says which part of the stream a row came from. */
  public String originColumn() {
    return name(origin());
  }

  private String origin() {
    return commit.after().forField(run.origin()).orElseThrow().name();
  }

  /** Gone since some moment before the run began: that is all that is known of when. */
  private String markUnseen() {
    String time = Validity.text(run.startedAt());
    List<String> marks = new ArrayList<>();
    marks.add(mark(run.deletes().mark().time(), time));
    if (run.deletes().mark().flag() != null) {
      marks.add(mark(run.deletes().mark().flag(), "true"));
    }
    return "UPDATE "
        + table
        + " AS target SET "
        + String.join(", ", marks)
        + " WHERE "
        + name(markColumn())
        + " IS NULL AND NOT "
        + meetsEntering();
  }

  private String mark(String field, String value) {
    Column column = commit.after().forField(field).orElseThrow();
    return name(column.name()) + " = " + fromText("'" + value + "'", column.type());
  }

  private String markColumn() {
    return commit.after().forField(run.deletes().mark().time()).orElseThrow().name();
  }

  /**
   * Leaves out entering rows that are there already. A join that finds nothing, for DuckDB plans a
   * condition that refers to the row around it in a time that grows with all the columns of both.
   */
  private String notInTable() {
    List<String> known = new ArrayList<>(identity().stream().map(this::name).toList());
    known.add("1 AS _tidemark_there");
    return " LEFT JOIN (SELECT "
        + String.join(", ", known)
        + " FROM "
        + table
        + ") AS target ON "
        + same(identity())
        + " WHERE target._tidemark_there IS NULL";
  }

  private String same(List<String> columns) {
    return columns.stream()
        .map(key -> comparable("target.", key) + " = " + comparable("source.", key))
        .collect(Collectors.joining(" AND "));
  }

  /** Two slices may hold two versions of a record; the older must not win by coming later. */
  private String notOlder() {
    return orderColumn()
        .map(this::name)
        .map(c -> " AND NOT coalesce(source." + c + " < target." + c + ", false)")
        .orElse("");
  }

  private Optional<String> orderColumn() {
    return keepsVersions() ? Optional.of(run.meta().id()) : cursorColumn();
  }

  /** What is to be known of entering rows to compare them with those that are there. */
  private String keys() {
    Set<String> columns = new LinkedHashSet<>(identity());
    orderColumn().ifPresent(columns::add);
    return rows(columns);
  }

  private String rows(Collection<String> columns) {
    String select =
        columns.stream()
            .map(column -> expressions.get(column) + " AS " + name(column))
            .collect(Collectors.joining(", "));
    String ofRecords = hasLists() ? " AND " + name(run.meta().list().name()) + " IS NULL" : "";
    return "SELECT " + select + " FROM " + staging + " WHERE " + entering() + ofRecords;
  }

  private String rows(boolean newestOnly) {
    String rows = rows(expressions.keySet());
    if (!newestOnly) {
      return rows;
    }
    String byCursor = cursorColumn().map(c -> name(c) + " DESC NULLS LAST, ").orElse("");
    return "SELECT "
        + names()
        + " FROM (SELECT *, row_number() OVER (PARTITION BY "
        + identityNames()
        + " ORDER BY "
        + byCursor
        + name(run.meta().id())
        + " DESC) AS _tidemark_rank FROM ("
        + rows
        + ") AS versions) AS ranked WHERE _tidemark_rank = 1";
  }

  private String entering() {
    return Ledger.isAmong(MetaColumns.ENTRY, commit.entries());
  }

  private Optional<String> cursorColumn() {
    return run.cursor() == null
        ? Optional.empty()
        : commit.after().forField(run.cursor()).map(Column::name);
  }

  /** The columns by whose values no two rows of the table are the same. */
  private List<String> identity() {
    List<String> identity = new ArrayList<>(run.keyColumns(commit.after()));
    if (keepsVersions()) {
      identity.add(run.meta().validFrom().name());
    }
    return identity;
  }

  private String comparable(String prefix, String column) {
    ColumnType type = commit.after().named(column).orElseThrow().type();
    return dialect.comparable(prefix + name(column), type);
  }

  private String identityNames() {
    return identity().stream().map(key -> comparable("", key)).collect(Collectors.joining(", "));
  }

  private String names() {
    return expressions.keySet().stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** The staged column, or where that is null the first of its values that had no column. */
  private String expression(TableSchema schema, Column column) {
    List<String> sources = new ArrayList<>();
    if (schema.forField(column.field()).filter(column::equals).isPresent()) {
      run.staged()
          .forField(column.field())
          .ifPresent(staged -> sources.add(staged(staged, column)));
    }
    for (ColumnType type : commit.observed().getOrDefault(column.field(), Set.of())) {
      boolean here =
          Evolution.columnFor(schema, column.field(), type).filter(column::equals).isPresent();
      if (here) {
        sources.add(extra(column, type));
      }
    }
    return switch (sources.size()) {
      case 0 -> "CAST(NULL AS " + dialect.type(column.type()) + ")";
      case 1 -> sources.get(0);
      default -> "coalesce(" + String.join(", ", sources) + ")";
    };
  }

  private String staged(Column staged, Column column) {
    return fromStaged(name(staged.name()), staged.type(), column.type());
  }

  private String fromStaged(String expression, ColumnType from, ColumnType to) {
    ColumnType held = dialect.staged(from);
    return held == to ? expression : dialect.cast(expression, held, to);
  }

  private String extra(Column column, ColumnType type) {
    String value =
        dialect.jsonText(name(MetaColumns.EXTRA), ColumnBatch.extraName(column.field(), type));
    return fromText(value, column.type());
  }

  private String fromText(String expression, ColumnType type) {
    return dialect.cast(expression, ColumnType.TEXT, type);
  }

  private String name(String identifier) {
    return dialect.name(identifier);
  }
}
