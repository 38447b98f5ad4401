package dev.tidemark.evolve;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.ColumnNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides how a table changes so that it can hold values that it could not hold before. */
public final class Evolution {
  private Evolution() {}

  /**
   * The table that can hold {@code observed} too. Fields without a column get one. A column whose
   * type cannot hold a value is widened if nothing is lost by that; otherwise such values get a
   * column of their own beside it, named {@code <column>__<type>}.
   *
   * @param observed types of the values to make room for, by field
   */
  public static TableSchema admit(
      TableSchema schema, Map<String, Set<ColumnType>> observed, MetaColumns meta) {
    TableSchema grown = addFields(schema, observed, meta);
    for (Map.Entry<String, Set<ColumnType>> entry : observed.entrySet()) {
      // Always in one order, because INTEGER, BIG_INTEGER and DECIMAL together can grow two ways.
      for (ColumnType type : new TreeSet<>(entry.getValue())) {
        grown = admit(grown, entry.getKey(), type, meta);
      }
    }
    return grown;
  }

  /** The column of {@code field} that takes values of {@code type}. */
  public static Optional<Column> columnFor(TableSchema schema, String field, ColumnType type) {
    return schema.columns().stream()
        .filter(column -> column.field().equals(field) && accepts(column.type(), type))
        .findFirst();
  }

  /** The narrowest type that holds all values of both without loss, if there is one. */
  public static Optional<ColumnType> widen(ColumnType left, ColumnType right) {
    if (left == right) {
      return Optional.of(left);
    }
    Set<ColumnType> both = EnumSet.of(left, right);
    if (both.equals(EnumSet.of(ColumnType.INTEGER, ColumnType.BIG_INTEGER))) {
      return Optional.of(ColumnType.BIG_INTEGER);
    }
    if (both.equals(EnumSet.of(ColumnType.INTEGER, ColumnType.DECIMAL))) {
      return Optional.of(ColumnType.DECIMAL);
    }
    if (both.equals(EnumSet.of(ColumnType.DATE, ColumnType.TIMESTAMP))) {
      return Optional.of(ColumnType.TIMESTAMP);
    }
    return Optional.empty();
  }

  private static TableSchema addFields(
      TableSchema schema, Map<String, Set<ColumnType>> observed, MetaColumns meta) {
    List<String> fresh = new ArrayList<>();
    for (String field : observed.keySet()) {
      if (schema.forField(field).isEmpty()) {
        fresh.add(field);
      }
    }
    TableSchema grown = schema;
    Map<String, String> names = ColumnNames.assign(fresh, taken(schema, meta));
    for (String field : fresh) {
      grown = grown.plus(new Column(names.get(field), field, common(observed.get(field))));
    }
    return grown;
  }

  private static TableSchema admit(
      TableSchema schema, String field, ColumnType type, MetaColumns meta) {
    if (columnFor(schema, field, type).isPresent()) {
      return schema;
    }
    Column first = schema.forField(field).orElseThrow();
    Optional<ColumnType> wider = widen(first.type(), type);
    if (wider.isPresent()) {
      return schema.withType(first, wider.get());
    }
    String wanted = first.name() + "__" + type.name().toLowerCase(Locale.ROOT);
    String name = ColumnNames.assign(List.of(wanted), taken(schema, meta)).get(wanted);
    return schema.plus(new Column(name, field, type));
  }

  private static boolean accepts(ColumnType column, ColumnType value) {
    return column == ColumnType.TEXT || widen(column, value).filter(column::equals).isPresent();
  }

  /** One type for a new column: what holds all of them, in the last resort text. */
  private static ColumnType common(Set<ColumnType> types) {
    return types.stream()
        .map(Optional::of)
        .reduce((left, right) -> left.flatMap(l -> right.flatMap(r -> widen(l, r))))
        .flatMap(type -> type)
        .orElse(ColumnType.TEXT);
  }

  private static Set<String> taken(TableSchema schema, MetaColumns meta) {
    Set<String> taken = new HashSet<>(meta.reserved());
    schema.columns().forEach(column -> taken.add(column.name()));
    return taken;
  }
}
