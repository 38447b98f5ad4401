package dev.tidemark.manifest.state;

import dev.tidemark.json.JsonObject;

/** Brings the state of a stream from an older shape into the one of today. */
public interface StateMigration {
  /** Whether the state is in the older shape. */
  boolean appliesTo(JsonObject state);

  /** The state in the new shape; what was given stays as it is. */
  JsonObject migrate(JsonObject state);
}
