package dev.tidemark.destination.duckdb;

import static java.util.stream.Collectors.joining;

import dev.tidemark.destination.sql.Dialect;
import dev.tidemark.model.Column;
import java.nio.file.Path;
import java.util.Collection;

/** How queries of DuckDB read files that we have written. */
public record FilesSql(Dialect dialect) {
  /** What a query reads the rows of staged pages from. */
  public String rows(Collection<Path> files, Collection<Column> columns) {
    return "(SELECT "
        + values(columns)
        + " FROM read_parquet("
        + list(files)
        + ", hive_partitioning = false))";
  }

  /** The select list that turns what stands in files into columns. */
  public String values(Collection<Column> columns) {
    return columns.stream()
        .map(c -> "CAST(" + name(c) + " AS " + dialect.type(c.type()) + ") AS " + name(c))
        .collect(joining(", "));
  }

  /** Files as the argument of a function; each stands for itself, whatever its name. */
  public String list(Collection<Path> files) {
    return files.stream()
        .map(file -> dialect.text(file.toString().replaceAll("[\\[*?]", "[$0]")))
        .collect(joining(", ", "[", "]"));
  }

  private String name(Column column) {
    return dialect.name(column.name());
  }
}
