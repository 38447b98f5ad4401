package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.Recipe;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.Selection;
import dev.tidemark.simulator.record.SelectionMemo;
import dev.tidemark.simulator.record.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Leads, in the order they were made, and when each was last changed, which no record tells. */
final class Leads {
  private static final int MOST_SECONDS_TO_UPDATE = (int) Duration.ofDays(30).toSeconds();

  private final Dice dice;
  private final Ids ids;
  private final Ids statusIds;
  private final LeadText text;
  private final Timeline created;
  private final SelectionMemo memo = new SelectionMemo();

  Leads(long seed, Sizes base, People people) {
    this.dice = Dice.of(seed, "leads");
    this.ids = Ids.of(dice, "l_");
    this.statusIds = SmallLists.statusIds(seed);
    this.text = new LeadText(dice, ids, people);
    this.created = Timeline.over(base.leads(), PersistIqData.FIRST, PersistIqData.LAST);
  }

  String id(int lead) {
    return ids.code(lead);
  }

  String email(int lead) {
    return LeadText.email(lead);
  }

  Recipe recipe(State now) {
    return (lead, sink) -> text.write(lead, now.versionOf(lead), sink);
  }

  RecordSet select(State now, Map<String, String> parameters) {
    LeadFilter filter = LeadFilter.of(parameters);
    Selection all = Selection.range(0, now.leads());
    Selection found =
        filter.isEmpty()
            ? all
            : memo.get(
                List.of(filter, now.growths().size()),
                () -> all.where(lead -> holds(filter, lead, now)));
    return new RecordSet(found, recipe(now));
  }

  private boolean holds(LeadFilter filter, int lead, State now) {
    String status = text.status(lead, now.versionOf(lead));
    return isAfter(filter.updatedAfter(), updatedAt(lead, now))
        && isAfter(filter.createdAfter(), createdAt(lead, now))
        && isSame(filter.status(), status)
        && isSame(filter.statusId(), statusId(status))
        && isSame(filter.email(), email(lead));
  }

  private Instant createdAt(int lead, State now) {
    Growth growth = now.growthOfLead(lead);
    return growth == null ? Instant.ofEpochSecond(created.secondAt(lead)) : growth.at();
  }

  private Instant updatedAt(int lead, State now) {
    State.Change change = now.changes().get(lead);
    if (change != null) {
      return change.at();
    }
    Growth growth = now.growthOfLead(lead);
    if (growth != null) {
      return growth.at();
    }
    Instant updated = createdAt(lead, now).plusSeconds(dice.pick(lead, 1, MOST_SECONDS_TO_UPDATE));
    return updated.isBefore(PersistIqData.LAST) ? updated : PersistIqData.LAST;
  }

  private String statusId(String status) {
    int position = status == null ? -1 : List.of(SmallLists.STATUSES).indexOf(status);
    return position < 0 ? null : statusIds.code(position);
  }

  private static boolean isAfter(Instant bound, Instant instant) {
    return bound == null || instant.isAfter(bound);
  }

  private static boolean isSame(String wanted, String value) {
    return wanted == null || wanted.equals(value);
  }
}
