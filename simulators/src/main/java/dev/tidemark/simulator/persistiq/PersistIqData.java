package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The account: leads made from 2024 to 2026, and the rest in proportion. Each {@link #grow} adds so
 * many leads and events, changes half as many leads, and adds a few campaigns and replies. Records
 * tell the time of an invented day that follows the last one; what {@code updated_after} and {@code
 * created_after} look at is the clock, because a client can only send its own time there.
 */
final class PersistIqData implements ApiData {
  static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  static final Instant LAST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GROWTH = Duration.ofDays(1);

  private final Clock clock;
  private final Dice dice;
  private final People people;
  private final Leads leads;
  private final Campaigns campaigns;
  private final Replies replies;
  private final Events events;
  private final SmallLists lists;
  private volatile State state;

  PersistIqData(SimulatorOptions options) {
    Sizes base = Sizes.forLeads(options.size());
    long seed = options.seed();
    clock = options.clock();
    dice = Dice.of(seed, "growth");
    people = new People(seed, base.users());
    leads = new Leads(seed, base, people);
    campaigns = new Campaigns(seed, base, people, leads);
    replies = new Replies(seed, campaigns, leads);
    events = new Events(seed, base, people, leads, campaigns);
    lists = new SmallLists(seed, base);
    Timeline eventTimes = Timeline.over(base.events(), FIRST, LAST);
    state = new State(base, base.leads(), base.campaigns(), eventTimes, List.of(), Map.of());
  }

  @Override
  public List<String> streams() {
    return List.of(
        "users",
        "leads",
        "campaigns",
        "lead_fields",
        "lead_statuses",
        "tags",
        "dnc_domains",
        "events",
        "campaign_leads",
        "campaign_replies");
  }

  @Override
  public synchronized void grow(int count) {
    State old = state;
    int number = old.growths().size() + 1;
    Growth growth =
        new Growth(
            number,
            clock.instant(),
            old.events().end(),
            old.leads(),
            old.leads() + count,
            old.campaigns());
    state =
        new State(
            old.base(),
            old.leads() + count,
            old.campaigns() + 1 + count / 100,
            old.events().extendedLate(count, GROWTH),
            Stream.concat(old.growths().stream(), Stream.of(growth)).toList(),
            changed(old, growth, count));
  }

  /** Whether there is a campaign of this id. */
  boolean hasCampaign(String id) {
    return campaigns.positionOf(id, state) >= 0;
  }

  @Override
  public RecordSet select(String stream, Map<String, String> parameters) {
    State now = state;
    return switch (stream) {
      case "users" -> RecordSet.all(now.base().users(), people::write);
      case "leads" -> leads.select(now, parameters);
      case "campaigns" -> campaigns.select(now, parameters);
      case "events" -> events.select(now, parameters);
      case "campaign_leads" -> campaigns.selectLeads(now, parameters);
      case "campaign_replies" -> replies.select(now, parameters);
      default -> lists.select(stream);
    };
  }

  private Map<Integer, State.Change> changed(State old, Growth growth, int count) {
    Map<Integer, State.Change> changes = new HashMap<>(old.changes());
    int most = old.leads() == 0 ? 0 : Math.max(1, count / 2);
    for (int i = 0; i < most; i++) {
      int lead = dice.pick(i, growth.number(), old.leads());
      changes.put(lead, new State.Change(growth.number(), growth.at()));
    }
    return Map.copyOf(changes);
  }
}
