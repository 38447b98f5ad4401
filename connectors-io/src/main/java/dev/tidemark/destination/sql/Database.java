package dev.tidemark.destination.sql;

import dev.tidemark.destination.QueryResult;
import dev.tidemark.model.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How one worker reaches a SQL database. */
public interface Database extends AutoCloseable {
  Dialect dialect();

  /** Whether there is a schema. */
  boolean hasSchema(String schema);

  /** The columns of a table, each with its own name as field; empty if there is no such table. */
  Optional<List<Column>> columns(String schema, String table);

  /** Names of the tables whose names, as the database bears them, begin so. */
  List<String> tables(String schema, String prefix);

  /** All rows of a query, read as part of the transaction if there is one. */
  <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters);

  /**
   * Carries out a transaction, again from its start if another one got in the way.
   *
   * @param plan says what is to be done; asked again for each attempt
   * @param done whether it has been done; asked if nobody knows whether an attempt succeeded
   * @return false if nothing was done, because a step did not change the one row that it must
   */
  boolean transact(Supplier<Transaction> plan, BooleanSupplier done);

  /**
   * Runs a query for people. Writes nothing.
   *
   * @param parameters what each {@code ?} stands for
   */
  QueryResult query(String sql, Object... parameters);

  @Override
  void close();

  /** A row of a query of ours; columns are counted from one. */
  interface Row {
    String text(int column);

    long number(int column);

    boolean flag(int column);
  }

  /** Makes something of a row. */
  interface RowReader<T> {
    T read(Row row);
  }
}
