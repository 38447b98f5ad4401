package dev.tidemark.simulator.chartmogul;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The optional filters of customers, and the members they look at. */
record CustomerFilter(Map<String, String> wanted) {
  private static final Map<String, String> MEMBERS =
      Map.of(
          "data_source_uuid", "data_source_uuid",
          "external_id", "external_id",
          "status", "status",
          "system", "billing-system-type");

  static CustomerFilter of(Map<String, String> parameters) {
    Map<String, String> wanted = new HashMap<>(parameters);
    wanted.keySet().retainAll(List.copyOf(MEMBERS.keySet()));
    return new CustomerFilter(Map.copyOf(wanted));
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  boolean holds(Map<String, Object> customer) {
    return wanted.entrySet().stream()
        .allMatch(
            filter -> {
              Object value = customer.get(MEMBERS.get(filter.getKey()));
              // "past_due" is how a request may spell "Past Due".
              return value != null
                  && value.toString().replace(' ', '_').equalsIgnoreCase(spelt(filter.getValue()));
            });
  }

  private static String spelt(String value) {
    return value.replace(' ', '_');
  }
}
