package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Selection;
import dev.tidemark.simulator.record.SelectionMemo;
import dev.tidemark.simulator.record.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events, oldest first; those before 2025 have the older spelling of all their members. */
final class Events {
  private static final long NEW_SPELLING = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
  private static final String[] TYPES = {
    "email_sent", "email_opened", "reply_received", "mailbox_added", "lead_updated"
  };
  private static final String[] GROUPS = {
    "campaign", "campaign", "campaign", "settings", "lead_detail"
  };
  private static final DateForm[] FORMS = {DateForm.MILLIS, DateForm.ZULU, DateForm.UTC_OFFSET};

  private final Dice dice;
  private final Ids ids;
  private final Sizes base;
  private final People people;
  private final Leads leads;
  private final Campaigns campaigns;
  private final SelectionMemo memo = new SelectionMemo();

  Events(long seed, Sizes base, People people, Leads leads, Campaigns campaigns) {
    this.dice = Dice.of(seed, "events");
    this.ids = Ids.of(dice, "evt_");
    this.base = base;
    this.people = people;
    this.leads = leads;
    this.campaigns = campaigns;
  }

  RecordSet select(State now, Map<String, String> parameters) {
    EventFilter filter = EventFilter.of(parameters);
    int from = now.events().countBefore(DateForm.secondFrom(filter.from()));
    int to = now.events().countBefore(filter.to().getEpochSecond() + 1);
    Selection between = Selection.range(from, to);
    Selection found =
        filter.isTimeOnly()
            ? between
            : memo.get(
                List.of(filter, from, to), () -> between.where(event -> holds(filter, event)));
    return new RecordSet(found, (event, sink) -> write(event, now.events().secondAt(event), sink));
  }

  private boolean holds(EventFilter filter, int event) {
    return isSame(filter.group(), GROUPS[type(event)])
        && isSame(filter.campaign(), campaignId(event))
        && isSame(filter.lead(), leadId(event))
        && isSame(filter.user(), people.id(user(event)));
  }

  private void write(int event, long second, RecordSink sink) {
    String type = TYPES[type(event)];
    String time = dice.of(event, 1, FORMS).write(second);
    sink.text("id", ids.code(event));
    if (second < NEW_SPELLING) {
      sink.text("kind", type);
      sink.text("event_at", time);
      older(event, sink);
    } else {
      sink.text("event_type", type);
      sink.value("data", data(event));
      sink.text("created_at", time);
    }
  }

  private void older(int event, RecordSink sink) {
    sink.text("user_id", people.id(user(event)));
    sink.value("user", people.summary(user(event)));
    String campaign = campaignId(event);
    sink.value("campaign", campaign == null ? null : Tree.object("id", campaign));
    String lead = leadId(event);
    sink.value("lead", lead == null ? null : Tree.object("id", lead));
    sink.value("params", dice.oneIn(event, 2, 2) ? null : Tree.object("step", (long) event % 5));
    sink.value("diff", null);
  }

  private Map<String, Object> data(int event) {
    return Tree.object(
        "user_id", people.id(user(event)),
        "campaign_id", campaignId(event),
        "lead_id", leadId(event),
        "score", dice.pick(event, 3, 100) / 4.0);
  }

  private int type(int event) {
    return dice.pick(event, 4, TYPES.length);
  }

  private int user(int event) {
    return dice.pick(event, 5, people.count());
  }

  private String campaignId(int event) {
    boolean isAboutOne = GROUPS[type(event)].equals("campaign");
    return isAboutOne ? campaigns.id(dice.pick(event, 6, base.campaigns())) : null;
  }

  private String leadId(int event) {
    boolean isAboutOne = !GROUPS[type(event)].equals("settings") && base.leads() > 0;
    return isAboutOne ? leads.id(dice.pick(event, 7, base.leads())) : null;
  }

  private static boolean isSame(String wanted, String value) {
    return wanted == null || wanted.equals(value);
  }
}
