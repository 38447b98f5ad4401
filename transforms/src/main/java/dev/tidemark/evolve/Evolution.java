package dev.tidemark.evolve;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.shape.Nested;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

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
    return admit(schema, "", observed, meta, (from, to) -> true);
  }

  private static TableSchema admit(
      TableSchema schema,
      String list,
      Map<String, Set<ColumnType>> observed,
      MetaColumns meta,
      BiPredicate<ColumnType, ColumnType> widens) {
    TableSchema grown = addFields(schema, list, observed, meta);
    for (Map.Entry<String, Set<ColumnType>> entry : observed.entrySet()) {
      // Always in one order, because INTEGER, BIG_INTEGER and DECIMAL together can grow two ways.
      for (ColumnType type : new TreeSet<>(entry.getValue())) {
        grown = admitType(grown, entry.getKey(), type, meta, widens);
      }
    }
    return grown;
  }

  /**
   * The same by what becomes of objects. With {@code TABLES} a field of a list gets its column in
   * the table for the list, which is made if there is none.
   *
   * @param widens whether a column of the one type can be made one of the other
   */
  public static TableSchema admit(
      TableSchema schema,
      Map<String, Set<ColumnType>> observed,
      Nested nested,
      MetaColumns meta,
      BiPredicate<ColumnType, ColumnType> widens) {
    return nested == Nested.TABLES
        ? admitLists(schema, observed, meta, widens)
        : admit(schema, "", observed, meta, widens);
  }

  private static TableSchema admitLists(
      TableSchema schema,
      Map<String, Set<ColumnType>> observed,
      MetaColumns meta,
      BiPredicate<ColumnType, ColumnType> widens) {
    Map<String, Map<String, Set<ColumnType>>> byList = new TreeMap<>();
    observed.forEach(
        (field, types) ->
            byList
                .computeIfAbsent(TableSchema.listOf(field), list -> new LinkedHashMap<>())
                .put(field, types));
    TableSchema grown = admit(schema, "", byList.getOrDefault("", Map.of()), meta, widens);
    byList.remove("");
    for (Map.Entry<String, Map<String, Set<ColumnType>>> entry : byList.entrySet()) {
      grown = withLists(grown, entry.getKey(), meta);
      TableSchema child = grown.in(entry.getKey());
      TableSchema wider = admit(child, entry.getKey(), entry.getValue(), meta, widens);
      grown = grown.with(entry.getKey(), wider);
    }
    return grown;
  }

  /**
   * The columns for staging fields of a table, and of its tables for lists. Rows of these are
   * staged beside those of records, so their columns have names of their own there.
   */
  public static TableSchema staged(TableSchema table, Set<String> fields, MetaColumns meta) {
    List<Column> columns = new ArrayList<>();
    List<Column> ofLists = new ArrayList<>();
    for (String field : fields) {
      table.forField(field).ifPresent(columns::add);
      TableSchema child = table.children().get(TableSchema.listOf(field));
      if (child != null) {
        child.forField(field).ifPresent(ofLists::add);
      }
    }
    TableSchema staged = new TableSchema(table.table(), columns);
    List<String> names = ofLists.stream().map(Column::field).toList();
    Map<String, String> assigned = ColumnNames.assign(names, taken(staged, meta));
    for (Column column : ofLists) {
      staged = staged.plus(column.withName(assigned.get(column.field())));
    }
    return staged;
  }

  /** The table with one for a list, and for the lists that it is in. */
  private static TableSchema withLists(TableSchema schema, String list, MetaColumns meta) {
    if (list.isEmpty() || schema.children().containsKey(list)) {
      return schema;
    }
    TableSchema grown = withLists(schema, TableSchema.outside(list), meta);
    String[] names = list.split(Pattern.quote(TableSchema.IN_LIST), -1);
    StringBuilder table = new StringBuilder(schema.table());
    for (int i = 0; i < names.length - 1; i++) {
      table.append("__").append(ColumnNames.normalise(names[i]));
    }
    return grown.with(list, new TableSchema(table.toString(), meta.ofLists()));
  }

  /** The column of {@code field} that takes values of {@code type}. */
  public static Optional<Column> columnFor(TableSchema schema, String field, ColumnType type) {
    return schema.columns().stream()
        .filter(column -> column.field().equals(field) && accepts(column.type(), type))
        .findFirst();
  }

  /** Names of columns that a table has got beside others, for values that these can't hold. */
  public static List<String> beside(TableSchema before, TableSchema after) {
    List<String> beside = new ArrayList<>();
    for (Column column : after.columns()) {
      boolean isFirst = after.forField(column.field()).filter(column::equals).isPresent();
      if (!isFirst && before.named(column.name()).isEmpty()) {
        beside.add(column.name());
      }
    }
    after
        .children()
        .forEach(
            (list, child) -> {
              TableSchema old = before.children().getOrDefault(list, child);
              beside(old, child).forEach(name -> beside.add(child.table() + "." + name));
            });
    return beside;
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
      TableSchema schema, String list, Map<String, Set<ColumnType>> observed, MetaColumns meta) {
    List<String> fresh = new ArrayList<>();
    for (String field : observed.keySet()) {
      if (schema.forField(field).isEmpty()) {
        fresh.add(field);
      }
    }
    TableSchema grown = schema;
    List<String> inList = fresh.stream().map(field -> field.substring(list.length())).toList();
    Map<String, String> names = ColumnNames.assign(inList, taken(schema, meta));
    for (String field : fresh) {
      String name = names.get(field.substring(list.length()));
      grown = grown.plus(new Column(name, field, common(observed.get(field))));
    }
    return grown;
  }

  private static TableSchema admitType(
      TableSchema schema,
      String field,
      ColumnType type,
      MetaColumns meta,
      BiPredicate<ColumnType, ColumnType> widens) {
    if (columnFor(schema, field, type).isPresent()) {
      return schema;
    }
    Column first = schema.forField(field).orElseThrow();
    Optional<ColumnType> wider =
        widen(first.type(), type).filter(to -> widens.test(first.type(), to));
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
