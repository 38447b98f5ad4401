package dev.tidemark.manifest.language;

import java.util.HashSet;
import java.util.Set;

/** HTTP statuses that a manifest lists. */
public final class Statuses {
  private Statuses() {}

  /** The statuses in a field; empty where it is absent. */
  public static Set<Long> of(Component component, String field) {
    Set<Long> statuses = new HashSet<>();
    for (Object code : component.items(field)) {
      if (code.toString().matches("[0-9]{3}")) {
        statuses.add(Long.valueOf(code.toString()));
      } else {
        component.flaw(field, "must be a list of numbers; there is '" + code + "'");
      }
    }
    return Set.copyOf(statuses);
  }
}
