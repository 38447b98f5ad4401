package dev.tidemark.manifest.dynamic;

import dev.tidemark.manifest.requester.Calls;
import java.util.List;
import java.util.Map;

/** Lists the values that streams are made with. Safe for any number of threads. */
interface ComponentsResolver {
  /**
   * The values for one stream.
   *
   * @param components what mappings see as {@code components_values}
   * @param more other names that they see
   */
  record Values(Object components, Map<String, Object> more) {}

  /** One for each stream; {@code calls} may be null where nobody is asked. */
  List<Values> values(Calls calls);

  /** Whether the source must be asked. */
  boolean asks();
}
