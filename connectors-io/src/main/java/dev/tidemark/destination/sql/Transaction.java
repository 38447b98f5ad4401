package dev.tidemark.destination.sql;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.model.MetaColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is done to a database wholly or not at all.
 *
 * <p>Where statements that define tables can't be part of a transaction, {@link #define} is carried
 * out before it and {@link #remove} after it. They are such that nothing is lost if that is as far
 * as it gets, and that they may be repeated.
 */
public final class Transaction {
  private final List<Condition> conditions = new ArrayList<>();
  private final List<String> definitions = new ArrayList<>();
  private final List<Statement> changes = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private Load load;

  /**
   * A statement that changes rows before anything else is done.
   *
   * @param required whether it must change exactly one row, or else all is undone
   */
  public record Condition(Statement statement, boolean required) {}

  /** Pages whose rows go into a staging table. */
  public record Load(String schema, String table, MetaColumns meta, List<StagedPage> pages) {}

  /** Adds a statement that must change exactly one row, or else all is undone. */
  Transaction require(String sql, Object... parameters) {
    conditions.add(new Condition(Statement.of(sql, parameters), true));
    return this;
  }

  /** Adds a statement that makes, if it is not there, the row that a required one is to change. */
  Transaction introduce(String sql, Object... parameters) {
    conditions.add(new Condition(Statement.of(sql, parameters), false));
    return this;
  }

  /** Adds a statement that makes or changes tables. */
  Transaction define(String sql) {
    definitions.add(sql);
    return this;
  }

  Transaction define(Collection<String> statements) {
    definitions.addAll(statements);
    return this;
  }

  /** Has pages loaded into a staging table. */
  Transaction load(Load pages) {
    load = pages;
    return this;
  }

  /** Adds a statement that changes rows. */
  Transaction change(String sql, Object... parameters) {
    changes.add(Statement.of(sql, parameters));
    return this;
  }

  Transaction change(Collection<Statement> statements) {
    changes.addAll(statements);
    return this;
  }

  /** Adds a statement that removes a table for which nobody has a use when all is done. */
  Transaction remove(String sql) {
    removals.add(sql);
    return this;
  }

  /** Has something done outside of the database once all is committed. */
  public Transaction afterwards(Runnable work) {
    afterwards.add(work);
    return this;
  }

  public List<Condition> conditions() {
    return conditions;
  }

  public List<String> definitions() {
    return definitions;
  }

  /** What is loaded, or null. */
  public Load load() {
    return load;
  }

  public List<Statement> changes() {
    return changes;
  }

  public List<String> removals() {
    return removals;
  }

  List<Runnable> afterwards() {
    return afterwards;
  }
}
