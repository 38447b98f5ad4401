package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.BadParameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a request to events selects: both instants are included; null where nothing was sent. */
record EventFilter(
    Instant from, Instant to, String group, String campaign, String lead, String user) {
  private static final List<String> GROUPS = List.of("campaign", "settings", "lead_detail");

  static EventFilter of(Map<String, String> parameters) {
    String group = parameters.get("group");
    if (group != null && !GROUPS.contains(group)) {
      throw new BadParameter("group", "must be one of " + GROUPS);
    }
    return new EventFilter(
        Parameters.instant(parameters, "start_at", Instant.EPOCH),
        Parameters.instant(parameters, "end_at", Instant.MAX.minusSeconds(1)),
        group,
        parameters.get("campaign"),
        parameters.get("lead"),
        parameters.get("user"));
  }

  boolean isTimeOnly() {
    return group == null && campaign == null && lead == null && user == null;
  }
}
