package dev.tidemark.destination.bigquery;

import dev.tidemark.destination.sql.Dialect;
import dev.tidemark.destination.sql.ShortNames;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** BigQuery's SQL. */
final class BigQueryDialect implements Dialect {
  private static final int LONGEST_NAME = 300;
  private static final int MOST_CLUSTERED = 4;

  /** Longer than any run is left unfinished. */
  private static final String EXPIRY =
      "OPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL "
          + BigQueryDatabase.DAYS_KEPT
          + " DAY))";

  /** What a column's name may not begin with, in whatever case. */
  private static final List<String> RESERVED =
      List.of("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier");

  private static final Set<ColumnType> CLUSTERED =
      EnumSet.complementOf(EnumSet.of(ColumnType.DOUBLE, ColumnType.JSON, ColumnType.TIME));

  private final String location;
  private final boolean partitions;
  private final boolean clusters;

  /**
   * @param location where a dataset is made
   * @param partitions whether tables are divided by the day on which rows were extracted
   * @param clusters whether tables are sorted by their keys
   */
  BigQueryDialect(String location, boolean partitions, boolean clusters) {
    this.location = location;
    this.partitions = partitions;
    this.clusters = clusters;
  }

  @Override
  public String identifier(String name) {
    boolean reserved = RESERVED.stream().anyMatch(name.toLowerCase(Locale.ROOT)::startsWith);
    return ShortNames.ofCharacters(reserved ? "f" + name : name, LONGEST_NAME);
  }

  @Override
  public String name(String name) {
    return "`" + identifier(name).replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  @Override
  public String type(ColumnType type) {
    return switch (type) {
      case TEXT, UUID -> "STRING";
      case BOOLEAN -> "BOOL";
      case INTEGER -> "INT64";
      case BIG_INTEGER -> "BIGNUMERIC";
      case DECIMAL -> "NUMERIC";
      case DOUBLE -> "FLOAT64";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "DATETIME";
      case TIMESTAMP_TZ -> "TIMESTAMP";
      case JSON -> "JSON";
    };
  }

  @Override
  public ColumnType type(String nativeType) {
    return switch (nativeType) {
      case "BOOL" -> ColumnType.BOOLEAN;
      case "INT64" -> ColumnType.INTEGER;
      case "BIGNUMERIC" -> ColumnType.BIG_INTEGER;
      case "NUMERIC" -> ColumnType.DECIMAL;
      case "FLOAT64" -> ColumnType.DOUBLE;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "DATETIME" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP_TZ;
      case "JSON" -> ColumnType.JSON;
      default -> ColumnType.TEXT;
    };
  }

  /** A load refuses JSON with a number that BigQuery would have to round; a statement rounds it. */
  @Override
  public ColumnType staged(ColumnType type) {
    return type == ColumnType.JSON ? ColumnType.TEXT : type;
  }

  @Override
  public ColumnType documents() {
    return ColumnType.TEXT;
  }

  @Override
  public String cast(String expression, ColumnType from, ColumnType to) {
    if (to == ColumnType.JSON) {
      return "PARSE_JSON(" + expression + ", wide_number_mode => 'round')";
    }
    return from == ColumnType.JSON
        ? "TO_JSON_STRING(" + expression + ")"
        : "CAST(" + expression + " AS " + type(to) + ")";
  }

  @Override
  public String comparable(String expression, ColumnType type) {
    return switch (type) {
      case JSON -> "TO_JSON_STRING(" + expression + ")";
      case DOUBLE -> "CAST(" + expression + " AS STRING)";
      default -> expression;
    };
  }

  /** The texts of the staged JSON are its only values: none of them can be lost by parsing it. */
  @Override
  public String jsonText(String column, String name) {
    return "JSON_VALUE(PARSE_JSON(" + column + ")[" + text(name) + "])";
  }

  @Override
  public String text(String value) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  @Override
  public boolean definesInTransactions() {
    return false;
  }

  @Override
  public boolean enforcesKeys() {
    return false;
  }

  @Override
  public String primaryKey(String columns) {
    return "PRIMARY KEY (" + columns + ") NOT ENFORCED";
  }

  @Override
  public String arrangement(MetaColumns meta, List<Column> keys) {
    String sorted =
        keys.stream()
            .filter(key -> CLUSTERED.contains(key.type()))
            .limit(MOST_CLUSTERED)
            .map(key -> name(key.name()))
            .collect(Collectors.joining(", "));
    return (partitions ? " PARTITION BY DATE(" + name(meta.extractedAt()) + ")" : "")
        + (clusters && !sorted.isEmpty() ? " CLUSTER BY " + sorted : "");
  }

  @Override
  public String stagingArrangement() {
    return " CLUSTER BY " + name(MetaColumns.ENTRY) + " " + EXPIRY;
  }

  @Override
  public String createSchema(String schema) {
    return "CREATE SCHEMA IF NOT EXISTS "
        + name(schema)
        + (" OPTIONS (location = " + text(location) + ")");
  }

  /** A date becomes a time only if its whole table is written anew. */
  @Override
  public boolean changesType(ColumnType from, ColumnType to) {
    return from != ColumnType.DATE;
  }

  @Override
  public String changeType(String table, String column, ColumnType type) {
    return "ALTER TABLE "
        + table
        + " ALTER COLUMN "
        + name(column)
        + " SET DATA TYPE "
        + type(type);
  }

  @Override
  public String indexKeys(String table, String name, List<String> keyColumns) {
    return null;
  }

  @Override
  public String deleteMet(String table, String rows, String condition) {
    return "DELETE FROM "
        + table
        + " AS target WHERE EXISTS (SELECT 1 FROM ("
        + rows
        + ") AS source WHERE "
        + condition
        + ")";
  }
}
