package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All that changes in the account. Immutable; each growth makes a new one. */
record State(
    Sizes base,
    int leads,
    int campaigns,
    Timeline events,
    List<Growth> growths,
    Map<Integer, Change> changes) {

  /** A lead changed by growth: how often, and when last. */
  record Change(int version, Instant at) {}

  int versionOf(int lead) {
    Change change = changes.get(lead);
    return change == null ? 0 : change.version();
  }

  /** The growth that brought a lead, or null for the first ones. */
  Growth growthOfLead(int lead) {
    return growths.stream()
        .filter(growth -> lead >= growth.leadsBefore())
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /** The growth that brought a campaign, or null for the first ones. */
  Growth growthOfCampaign(int campaign) {
    return growths.stream()
        .filter(growth -> campaign >= growth.campaignsBefore())
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
