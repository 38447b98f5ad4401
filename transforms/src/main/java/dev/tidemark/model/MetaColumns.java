package dev.tidemark.model;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The columns that every table has beside its fields.
 *
 * @param id names the row; time-ordered (UUID version 7)
 * @param extractedAt when the page that held the record arrived
 * @param meta JSON: what was changed on the way and why; null where nothing was
 */
public record MetaColumns(String id, String extractedAt, String meta) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final String EXTRACTED_AT = "_extracted_at";

  public static final MetaColumns DEFAULT = withPrefix("_tidemark");

  /** Names for a prefix; {@code _airbyte} gives those that PyAirbyte's tables have. */
  public static MetaColumns withPrefix(String prefix) {
    String id = prefix.equals("_airbyte") ? "_airbyte_raw_id" : prefix + "_id";
    return new MetaColumns(id, prefix + EXTRACTED_AT, prefix + "_meta");
  }

  /** Says which ledger entry a staged row belongs to. */
  public static final String ENTRY = "_tidemark_entry";

  /** Holds the values of a staged row that had no column when it was staged. */
  public static final String EXTRA = "_tidemark_extra";

  /** Since when a version of a record holds, in tables that keep versions. */
  public Column validFrom() {
    return kept("valid_from", ColumnType.TIMESTAMP_TZ);
  }

  /** Until when it holds; null in the current version. */
  public Column validTo() {
    return kept("valid_to", ColumnType.TIMESTAMP_TZ);
  }

  /** The columns by which a table keeps versions. */
  public List<Column> validity() {
    return List.of(validFrom(), validTo());
  }

  /** The row that a row of a list belongs to. */
  public Column parentId() {
    return kept("parent_id", ColumnType.UUID);
  }

  /** Its place in the list, from 0. */
  public Column position() {
    return kept("position", ColumnType.INTEGER);
  }

  /** Of a staged row, which list it is from; null for the records themselves. */
  public Column list() {
    return kept("list", ColumnType.TEXT);
  }

  /** The columns that tables for lists have beside those of every table. */
  public List<Column> ofLists() {
    return List.of(parentId(), position());
  }

  /** The columns that staged rows have where those of lists are among them. */
  public List<Column> staged() {
    return List.of(list(), parentId(), position());
  }

  /** A column that we fill ourselves; its field is spelled as no record's would be. */
  private Column kept(String name, ColumnType type) {
    String prefix = extractedAt.substring(0, extractedAt.length() - EXTRACTED_AT.length());
    return new Column(prefix + "_" + name, prefix + "_" + name + "()", type);
  }

  /** Names that no field's column may have. */
  public Set<String> reserved() {
    return Set.of(
        id,
        extractedAt,
        meta,
        ENTRY,
        EXTRA,
        validFrom().name(),
        validTo().name(),
        parentId().name(),
        position().name(),
        list().name());
  }

  public List<String> names() {
    return List.of(id, extractedAt, meta);
  }
}
