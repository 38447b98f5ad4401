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

  public static final MetaColumns DEFAULT =
      new MetaColumns("_tidemark_id", "_tidemark_extracted_at", "_tidemark_meta");

  /** Names for a prefix; {@code _airbyte} gives those that PyAirbyte's tables have. */
  public static MetaColumns withPrefix(String prefix) {
    String id = prefix.equals("_airbyte") ? "_airbyte_raw_id" : prefix + "_id";
    return new MetaColumns(id, prefix + "_extracted_at", prefix + "_meta");
  }

  /** Says which ledger entry a staged row belongs to. */
  public static final String ENTRY = "_tidemark_entry";

  /** Holds the values of a staged row that had no column when it was staged. */
  public static final String EXTRA = "_tidemark_extra";

  /** Names that no field's column may have. */
  public Set<String> reserved() {
    return Set.of(id, extractedAt, meta, ENTRY, EXTRA);
  }

  public List<String> names() {
    return List.of(id, extractedAt, meta);
  }
}
