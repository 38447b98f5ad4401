package dev.tidemark.manifest.selection;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Scope;

/** Tells which records are kept. Safe for any number of threads. */
@FunctionalInterface
public interface RecordCondition {
  /**
   * Whether the record is kept.
   *
   * @param scope the record and the slice, by name
   */
  boolean holds(JsonObject record, Scope scope);
}
