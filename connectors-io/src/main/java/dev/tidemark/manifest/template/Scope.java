package dev.tidemark.manifest.template;

import java.time.Clock;
import java.util.Map;

/**
 * The names that a template may use, and the clock behind {@code now_utc()}.
 *
 * <pre>{@code
 * Scope scope = Scope.of(Map.of("config", config)).with("record", record);
 * }</pre>
 *
 * Values are JSON values (see {@link dev.tidemark.json.JsonObject}) or maps; a map may implement
 * {@link Attributes}. A name may be present and null.
 */
public interface Scope {
  /** The value of a name, null where it is absent. */
  Object get(String name);

  boolean has(String name);

  /** The clock behind {@code now_utc()}; null for the usual one. */
  default Clock clock() {
    return null;
  }

  /** A scope that reads the map as it is at each evaluation. */
  static Scope of(Map<String, ?> values) {
    return new MapScope(values, null);
  }

  /** The same names with another clock. */
  default Scope at(Clock clock) {
    return new OverlayScope(this, null, null, clock);
  }

  /** This scope with one more name, which hides one of the same name here. */
  default Scope with(String name, Object value) {
    return new OverlayScope(this, name, value, clock());
  }
}
