package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.Recipe;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Selection;
import dev.tidemark.simulator.record.Tree;
import dev.tidemark.simulator.record.Words;
import java.util.Map;

/** Campaigns, and the leads each of them writes to: some have none, some more than a page. */
final class Campaigns {
  private static final int PER_CAMPAIGN = 1 << 16;

  private final Dice dice;
  private final Ids ids;
  private final Ids memberIds;
  private final Sizes base;
  private final People people;
  private final Leads leads;

  Campaigns(long seed, Sizes base, People people, Leads leads) {
    this.dice = Dice.of(seed, "campaigns");
    this.ids = ids(seed);
    this.memberIds = Ids.of(Dice.of(seed, "campaign leads"), "cl_");
    this.base = base;
    this.people = people;
    this.leads = leads;
  }

  static Ids ids(long seed) {
    return Ids.of(Dice.of(seed, "campaigns"), "c_");
  }

  String id(int campaign) {
    return ids.code(campaign);
  }

  /** The position of an id, or -1 when no campaign has it now. */
  int positionOf(String id, State now) {
    long position = ids.positionOfCode(id);
    return position < now.campaigns() ? (int) position : -1;
  }

  /** The parents that a request for their children means: one, or all when none is named. */
  Selection parents(State now, Map<String, String> parameters) {
    String id = parameters.get("campaign_id");
    if (id == null) {
      return Selection.range(0, now.campaigns());
    }
    int campaign = positionOf(id, now);
    return Selection.range(Math.max(0, campaign), campaign + 1);
  }

  RecordSet select(State now, Map<String, String> parameters) {
    String name = parameters.get("name");
    String owner = parameters.get("owner_id");
    String lead = parameters.get("lead_id");
    Selection all = Selection.range(0, now.campaigns());
    Selection found =
        name == null && owner == null && lead == null
            ? all
            : all.where(
                at ->
                    (name == null || name.equals(name(at)))
                        && (owner == null || owner.equals(people.id(creator(at))))
                        && (lead == null || hasLead(at, lead, now)));
    return new RecordSet(found, this::write);
  }

  RecordSet selectLeads(State now, Map<String, String> parameters) {
    Selection parents = parents(now, parameters);
    Sections sections = Sections.of(now.campaigns(), at -> members(at, now));
    int from = sections.start(parents.size() == 0 ? 0 : parents.at(0));
    int to = parents.size() == 0 ? 0 : sections.start(parents.at(parents.size() - 1) + 1);
    Recipe leadNow = leads.recipe(now);
    return new RecordSet(
        Selection.range(from, to),
        (position, sink) -> {
          int campaign = sections.parentOf(position);
          int member = position - sections.start(campaign);
          sink.text("id", memberIds.code((long) campaign * PER_CAMPAIGN + member));
          sink.text("campaign_id", id(campaign));
          sink.text("mailbox_id", member % 9 == 0 ? null : people.mailboxId(creator(campaign)));
          sink.value("lead", leadNow.record(lead(campaign, member, now)));
        });
  }

  private void write(int campaign, RecordSink sink) {
    sink.text("id", id(campaign));
    sink.text("name", name(campaign));
    boolean isOrphan = dice.oneIn(campaign, 1, 12);
    sink.value("creator", isOrphan ? null : people.summary(creator(campaign)));
    sink.value("stats", dice.oneIn(campaign, 2, 15) ? null : stats(campaign));
  }

  private Map<String, Object> stats(int campaign) {
    long contacted = dice.pick(campaign, 3, 500);
    return Tree.object(
        "prospects_contacted",
        contacted,
        "prospects_reached",
        contacted * 9 / 10,
        "prospects_opened",
        contacted / 2,
        "prospects_replied",
        contacted / 10,
        "prospects_bounced",
        contacted / 20,
        "prospects_optedout",
        contacted / 50,
        // The two spellings in which the total has been seen.
        campaign % 4 == 0 ? "total_contacted" : "total_prospects",
        contacted + 7);
  }

  private String name(int campaign) {
    return Words.company(dice, campaign, 4) + " outreach " + campaign;
  }

  private int creator(int campaign) {
    return dice.pick(campaign, 5, people.count());
  }

  /** How many leads a campaign has. */
  private int members(int campaign, State now) {
    int wanted =
        switch (campaign % 6) {
          case 0 -> 0;
          case 1 -> 100 + dice.pick(campaign, 6, 150);
          case 2 -> 100; // exactly one page
          default -> dice.pick(campaign, 7, 30);
        };
    return Math.min(wanted, leadsKnownTo(campaign, now));
  }

  private int lead(int campaign, int member, State now) {
    int known = leadsKnownTo(campaign, now);
    return (dice.pick(campaign, 8, known) + member) % known;
  }

  private boolean hasLead(int campaign, String leadId, State now) {
    for (int member = 0; member < members(campaign, now); member++) {
      if (leads.id(lead(campaign, member, now)).equals(leadId)) {
        return true;
      }
    }
    return false;
  }

  private int leadsKnownTo(int campaign, State now) {
    Growth growth = now.growthOfCampaign(campaign);
    return growth == null ? base.leads() : growth.leadsAfter();
  }
}
