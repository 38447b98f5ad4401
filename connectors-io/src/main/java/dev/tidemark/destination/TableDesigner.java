package dev.tidemark.destination;

import dev.tidemark.evolve.Evolution;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Decides what columns a stream's table has. */
public final class TableDesigner {
  private final Contract contract;
  private final MetaColumns meta;
  private final Destination destination;
  private final String stream;
  private final String table;
  private final Map<String, String> rename;

  /** The table's columns in the destination; empty if there is no such table. */
  private final List<Column> existing;

  /**
   * @param stream what the table is for
   * @param table its name
   * @param contract what happens to data without a column
   * @param meta names of the meta columns
   * @param rename what columns are called instead of as their fields
   */
  public TableDesigner(
      Destination destination,
      String stream,
      String table,
      Contract contract,
      MetaColumns meta,
      Map<String, String> rename) {
    this.destination = destination;
    this.stream = stream;
    this.table = table;
    this.contract = contract;
    this.meta = meta;
    this.rename = rename;
    this.existing = destination.columns(table).orElse(List.of());
  }

  /**
   * @param declared types of the fields that the stream is known to have
   */
  public TableDesign design(
      Map<String, Set<ColumnType>> declared, Nested nested, StreamState state, Strategy strategy) {
    state.schema().ifPresent(this::requireSameTable);
    boolean exists = !existing.isEmpty();
    TableSchema found = renamedElsewhere(state.schema().orElseGet(() -> adopt(declared.keySet())));
    TableSchema known = renamed(withValidity(found, strategy));
    TableSchema grown =
        renamed(Evolution.admit(known, declared, nested, meta, destination::changesType));
    check(found, grown);
    boolean fixed = exists && contract != Contract.EVOLVE;
    if (fixed && contract == Contract.FREEZE && !grown.equals(known)) {
      throw Problem.schema(
          "stream "
              + stream
              + ": the table "
              + table
              + " would have to change ("
              + difference(known, grown)
              + "), and the contract is freeze");
    }
    TableSchema after = fixed ? known : grown;
    TableSchema staged = Evolution.staged(after, declared.keySet(), meta);
    boolean hasLists = nested == Nested.TABLES;
    return new TableDesign(
        exists ? found : null, after, hasLists ? staged.including(meta.staged()) : staged);
  }

  /** What the tidemark tells of is in the table that it was made with. */
  private void requireSameTable(TableSchema known) {
    if (!known.table().equals(table)) {
      throw wrong(
          "its rows are in the table "
              + known.table()
              + ", and would go into "
              + table
              + " now: set table_prefix as it was, or connection: NAME to begin anew");
    }
  }

  /** Versions once kept are not thrown away by another way of writing. */
  private TableSchema withValidity(TableSchema found, Strategy strategy) {
    List<Column> validity = meta.validity();
    if (strategy == Strategy.SCD2) {
      return found.including(validity);
    }
    if (!existing.isEmpty() && found.columns().containsAll(validity)) {
      throw Problem.config(
          "stream "
              + stream
              + ": the table "
              + table
              + " keeps versions of records, which write: "
              + strategy.name().toLowerCase(Locale.ROOT)
              + " would mix up; say write: scd2, or rename or drop the table");
    }
    return existing.isEmpty() ? found.without(validity) : found;
  }

  /**
   * A table that somebody else made: its columns serve the fields that would be called like them,
   * by us or by PyAirbyte.
   */
  private TableSchema adopt(Set<String> declared) {
    Map<String, String> fieldByName = new LinkedHashMap<>();
    ColumnNames.assign(declared, meta.reserved())
        .forEach((field, name) -> fieldByName.put(name, field));
    declared.forEach(field -> fieldByName.putIfAbsent(ColumnNames.ofPyAirbyte(field), field));
    rename.forEach((field, name) -> fieldByName.put(name, field));
    meta.validity().forEach(own -> fieldByName.put(own.name(), own.field()));
    List<Column> columns = new ArrayList<>();
    for (Column column : existing) {
      if (!meta.names().contains(column.name())) {
        String field = fieldByName.getOrDefault(column.name(), column.name());
        columns.add(new Column(column.name(), field, column.type()));
      }
    }
    return new TableSchema(table, columns);
  }

  /** Another job that fills the same table may have renamed its columns already. */
  private TableSchema renamedElsewhere(TableSchema known) {
    TableSchema renamed = renamed(known);
    TableSchema found = known;
    for (int i = 0; i < known.columns().size(); i++) {
      Column old = known.columns().get(i);
      Column now = renamed.columns().get(i);
      if (!isThere(old.name()) && isThere(now.name())) {
        found = found.with(old, now);
      }
    }
    return found;
  }

  private boolean isThere(String column) {
    return existing.stream().anyMatch(c -> c.name().equals(column));
  }

  private TableSchema renamed(TableSchema schema) {
    TableSchema renamed = schema;
    for (Map.Entry<String, String> entry : rename.entrySet()) {
      Column column = renamed.forField(entry.getKey()).orElse(null);
      if (column != null) {
        renamed = renamed.with(column, column.withName(entry.getValue()));
      }
    }
    return renamed;
  }

  /** Each new name is one that a column can have, of a field that there is, and of no other. */
  private void check(TableSchema found, TableSchema grown) {
    Set<String> fields = new LinkedHashSet<>();
    grown.columns().forEach(column -> fields.add(column.field()));
    rename.forEach(
        (field, name) -> {
          if (!fields.contains(field)) {
            throw wrong(
                "there is no field '"
                    + field
                    + "' to rename."
                    + Nearest.hint(field, fields)
                    + " Fields: "
                    + String.join(", ", fields));
          }
          if (!name.equals(ColumnNames.normalise(name))) {
            throw wrong(
                "a column is called '" + ColumnNames.normalise(name) + "', not '" + name + "'");
          }
        });
    Set<String> taken = new HashSet<>(meta.reserved());
    for (int i = 0; i < grown.columns().size(); i++) {
      Column column = grown.columns().get(i);
      if (meta.validity().contains(column)) {
        continue;
      }
      boolean isNew =
          i >= found.columns().size() || !found.columns().get(i).name().equals(column.name());
      boolean isGiven = isNew && column.name().equals(rename.get(column.field()));
      if (!taken.add(column.name()) || (isGiven && isThere(column.name()))) {
        throw wrong(
            "the field '"
                + column.field()
                + "' can't have the column '"
                + column.name()
                + "': there is another of that name");
      }
    }
  }

  private Problem wrong(String what) {
    return Problem.config("stream " + stream + ": " + what);
  }

  private static String difference(TableSchema before, TableSchema after) {
    return String.join(
        ", ",
        columns(after)
            .filter(column -> columns(before).noneMatch(column::equals))
            .map(column -> column.name() + " " + column.type().name().toLowerCase(Locale.ROOT))
            .toList());
  }

  private static Stream<Column> columns(TableSchema schema) {
    return Stream.concat(Stream.of(schema), schema.children().values().stream())
        .flatMap(table -> table.columns().stream());
  }
}
