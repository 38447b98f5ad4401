package dev.tidemark.simulator.persistiq;

import java.time.Instant;
import java.util.Map;

/** What a request to leads selects; null where nothing was sent. The two instants are left out. */
record LeadFilter(
    Instant updatedAfter, Instant createdAfter, String status, String statusId, String email) {
  static LeadFilter of(Map<String, String> parameters) {
    return new LeadFilter(
        Parameters.instant(parameters, "updated_after", null),
        Parameters.instant(parameters, "created_after", null),
        parameters.get("status"),
        parameters.get("status_id"),
        parameters.get("email"));
  }

  boolean isEmpty() {
    return updatedAfter == null
        && createdAfter == null
        && status == null
        && statusId == null
        && email == null;
  }
}
