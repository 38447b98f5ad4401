package dev.tidemark.destination.sql;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import java.util.List;

/** What the SQL of databases differs in. Safe for any thread. */
public interface Dialect {
  /** A name as the database bears it: where it is too long, a shorter one that stands for it. */
  default String identifier(String name) {
    return name;
  }

  /** A name that the database bears as it is here, in the way in which we write names. */
  default String named(String identifier) {
    return identifier;
  }

  /** A name as an identifier in quotes. */
  default String name(String name) {
    return "\"" + identifier(name).replace("\"", "\"\"") + "\"";
  }

  /** A text as a literal. */
  default String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** What the database calls a type. */
  String type(ColumnType type);

  /** As what a staging table holds values of a type until they enter the table. */
  default ColumnType staged(ColumnType type) {
    return type;
  }

  /** As what the JSON is kept that is read by nobody but us. */
  default ColumnType documents() {
    return ColumnType.JSON;
  }

  /**
   * Our type for a column that someone else may have made.
   *
   * @param nativeType as the database calls it
   */
  ColumnType type(String nativeType);

  /** An expression with its value as one of another type. */
  default String cast(String expression, ColumnType from, ColumnType to) {
    return "CAST(" + expression + " AS " + type(to) + ")";
  }

  /** An expression as something that can be compared with another of its type. */
  default String comparable(String expression, ColumnType type) {
    return expression;
  }

  /** Expression for the text that stands under {@code name} in a column with a JSON object. */
  String jsonText(String column, String name);

  /**
   * Whether tables can be made, changed and removed in a transaction, together with rows. If not,
   * each run has a staging table of its own.
   */
  default boolean definesInTransactions() {
    return true;
  }

  /** Whether no two rows ever have the same primary key. */
  default boolean enforcesKeys() {
    return true;
  }

  /**
   * Whether of two transactions that insert the same row unless it is there, and then change it,
   * one waits for the other or is refused. If not, they wait for each other at a row of nobody's.
   */
  default boolean noticesInserts() {
    return true;
  }

  /**
   * What a query ends with whose rows nobody else is to change until its transaction ends; empty
   * where nothing is gained by waiting for that.
   */
  default String holding() {
    return "";
  }

  /** Whether all values of a column can be given another type in its place. */
  default boolean changesType(ColumnType from, ColumnType to) {
    return true;
  }

  /** Clause of a table's definition that names its primary key. */
  default String primaryKey(String columns) {
    return "PRIMARY KEY (" + columns + ")";
  }

  /** What follows the definition of a stream's table, to say how its rows are to lie. */
  default String arrangement(MetaColumns meta, List<Column> keys) {
    return "";
  }

  /** How the statement begins that makes a staging table. */
  default String createStaging() {
    return definesInTransactions() ? "CREATE TABLE " : "CREATE TABLE IF NOT EXISTS ";
  }

  /** What follows the definition of a staging table. */
  default String stagingArrangement() {
    return "";
  }

  default String createSchema(String schema) {
    return "CREATE SCHEMA IF NOT EXISTS " + name(schema);
  }

  /** Statement that gives a column another type, without loss. */
  String changeType(String table, String column, ColumnType type);

  /** Statement that makes keys quick to find in a table, or null where that is of no use. */
  String indexKeys(String table, String name, List<String> keyColumns);

  /**
   * Statement that removes rows of a table, called {@code target}, that a row of a query, called
   * {@code source}, meets.
   */
  default String deleteMet(String table, String rows, String condition) {
    return "DELETE FROM " + table + " AS target USING (" + rows + ") AS source WHERE " + condition;
  }
}
