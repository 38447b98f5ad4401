package dev.tidemark.destination.parquet;

import dev.tidemark.destination.duckdb.FilesSql;
import dev.tidemark.destination.sql.Dialect;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How values stand in files, as expressions of DuckDB. What some reader of Parquet does not know is
 * written as something that all know.
 *
 * @param partitions columns by whose values the files of a table are divided into folders
 */
record Layout(Dialect dialect, List<String> partitions, String compression, long fileBytes) {

  /** The select list that turns columns into what stands in files. */
  String toFile(Collection<Column> columns) {
    return columns.stream()
        .map(column -> written(column) + " AS " + name(column))
        .collect(Collectors.joining(", "));
  }

  private String written(Column column) {
    return switch (column.type()) {
      case JSON, UUID -> "CAST(" + name(column) + " AS VARCHAR)";
      case BIG_INTEGER -> "CAST(" + name(column) + " AS DECIMAL(38,0))";
      default -> name(column);
    };
  }

  /** The select list that turns what stands in files into columns. */
  String fromFile(Collection<Column> columns) {
    return new FilesSql(dialect).values(columns);
  }

  /** A table function that reads files; each row says in {@code filename} where it stood. */
  String read(Collection<Path> files, Collection<Column> columns) {
    Map<String, Column> named =
        columns.stream().collect(Collectors.toMap(Column::name, column -> column));
    String types =
        parted(columns)
            .map(p -> name(named.get(p)) + ": " + folderType(named.get(p).type()))
            .collect(Collectors.joining(", "));
    String hive = types.isEmpty() ? "false" : "true, hive_types = {" + types + "}";
    return "read_parquet("
        + new FilesSql(dialect).list(files)
        + ", filename = true, hive_partitioning = "
        + hive
        + ")";
  }

  private String folderType(ColumnType type) {
    return type == ColumnType.JSON || type == ColumnType.UUID ? "VARCHAR" : dialect.type(type);
  }

  /** How files of a table are written. */
  String options(Collection<Column> columns) {
    String parts = parted(columns).map(p -> dialect.name(p)).collect(Collectors.joining(", "));
    return "(FORMAT parquet, COMPRESSION "
        + compression
        + ", FILENAME_PATTERN 'part-{uuid}', FILE_SIZE_BYTES "
        + fileBytes
        + (parts.isEmpty() ? "" : ", PARTITION_BY (" + parts + ")")
        + ")";
  }

  private Stream<String> parted(Collection<Column> columns) {
    return partitions.stream().filter(p -> columns.stream().anyMatch(c -> c.name().equals(p)));
  }

  boolean isParted(Collection<Column> columns) {
    return parted(columns).findAny().isPresent();
  }

  private String name(Column column) {
    return dialect.name(column.name());
  }
}
