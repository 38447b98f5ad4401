package dev.tidemark.destination.sql;

import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The tables for lists in the records of a table: their rows go where the rows go that they belong
 * to.
 */
record ListsSql(Tables tables, TableSchema schema, MetaColumns meta) {
  /** The table for a list, or that of the records. */
  String in(String list) {
    return tables.in(schema.in(list).table());
  }

  /** The table that a list's rows belong to rows of. */
  String outside(String list) {
    return in(TableSchema.outside(list));
  }

  /**
   * Statements that remove what belongs to rows of the table, before these are removed.
   *
   * @param condition which rows, of the table or of {@code target}
   */
  List<String> remove(String condition) {
    List<String> all = new ArrayList<>(schema.children().keySet());
    // Those within others are later, and must go first.
    Collections.reverse(all);
    return all.stream()
        .map(list -> "DELETE FROM " + in(list) + " WHERE " + belongs(rows(list, condition)))
        .toList();
  }

  /** Ids of the rows that the rows of a list belong to. */
  private String rows(String list, String condition) {
    String outer = TableSchema.outside(list);
    String ids = "SELECT " + id() + " FROM " + in(outer) + " AS target WHERE ";
    return ids + (outer.isEmpty() ? condition : belongs(rows(outer, condition)));
  }

  /** Condition for rows of a list that belong to some. */
  String belongs(String ids) {
    return tables.dialect().name(meta.parentId().name()) + " IN (" + ids + ")";
  }

  private String id() {
    return tables.dialect().name(meta.id());
  }
}
