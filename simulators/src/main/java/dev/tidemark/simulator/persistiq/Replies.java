package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Selection;
import dev.tidemark.simulator.record.Tree;
import dev.tidemark.simulator.record.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Replies, by campaign and oldest first; each growth brings some to a third of the campaigns. */
final class Replies {
  private static final int PER_CAMPAIGN = 1 << 16;
  private static final Duration DAY = Duration.ofDays(1);
  private static final DateForm[] FORMS = {DateForm.ZULU, DateForm.MILLIS, DateForm.WEST};

  private final Dice dice;
  private final Ids ids;
  private final Campaigns campaigns;
  private final Leads leads;

  /** Replies that came within one span of time. */
  private record Batch(int first, int count, Instant from, Duration span) {
    long secondAt(int reply) {
      return from.getEpochSecond() + (reply - first + 1) * span.toSeconds() / (count + 1);
    }
  }

  Replies(long seed, Campaigns campaigns, Leads leads) {
    this.dice = Dice.of(seed, "replies");
    this.ids = Ids.of(dice, "rep_");
    this.campaigns = campaigns;
    this.leads = leads;
  }

  RecordSet select(State now, Map<String, String> parameters) {
    Selection parents = campaigns.parents(now, parameters);
    Sections sections = Sections.of(now.campaigns(), at -> count(at, now));
    int from = sections.start(parents.size() == 0 ? 0 : parents.at(0));
    int to = parents.size() == 0 ? 0 : sections.start(parents.at(parents.size() - 1) + 1);
    long first = DateForm.secondFrom(Parameters.instant(parameters, "start_at", Instant.EPOCH));
    long last = Parameters.instant(parameters, "end_at", Instant.MAX).getEpochSecond();
    String lead = parameters.get("lead_id");
    Selection found =
        Selection.range(from, to)
            .where(
                position -> {
                  int campaign = sections.parentOf(position);
                  int reply = position - sections.start(campaign);
                  long second = secondAt(campaign, reply, now);
                  return first <= second
                      && second <= last
                      && (lead == null || lead.equals(leadId(key(campaign, reply), now)));
                });
    return new RecordSet(
        found,
        (position, sink) -> {
          int campaign = sections.parentOf(position);
          write(campaign, position - sections.start(campaign), now, sink);
        });
  }

  private void write(int campaign, int reply, State now, RecordSink sink) {
    long key = key(campaign, reply);
    String body = Words.text(dice, key, 1, 1 + dice.pick(key, 2, 4));
    sink.text("id", ids.code(key));
    sink.text("from_email", "prospect" + key + "@example.net");
    sink.value("to_emails", Tree.array("seller@example.com"));
    sink.value("cc_emails", dice.oneIn(key, 3, 3) ? Tree.array("cc@example.com") : Tree.array());
    sink.text("subject", dice.oneIn(key, 4, 30) ? null : "Re: \"hello\" <" + reply + ">");
    sink.text("body", body);
    sink.text("preview", body.substring(0, Math.min(12, body.length())));
    sink.text("sent_at", dice.of(key, 5, FORMS).write(secondAt(campaign, reply, now)));
    sink.text("sentiment", dice.oneIn(key, 6, 2) ? null : "positive");
    sink.text("kind", dice.oneIn(key, 7, 8) ? "out_of_office" : "reply");
    sink.text("lead_id", leadId(key, now));
    sink.text("campaign_id", campaigns.id(campaign));
    sink.text("step_message_id", dice.oneIn(key, 8, 4) ? null : "sm_" + key);
  }

  private String leadId(long key, State now) {
    int known = now.base().leads();
    return known == 0 ? null : leads.id(dice.pick(key, 9, known));
  }

  private int count(int campaign, State now) {
    Batch last = batchOf(campaign, Integer.MAX_VALUE, now);
    return last.first() + last.count();
  }

  private long secondAt(int campaign, int reply, State now) {
    return batchOf(campaign, reply, now).secondAt(reply);
  }

  /** The batch that a reply is in, or the last one. */
  private Batch batchOf(int campaign, int reply, State now) {
    Batch batch = firstBatch(campaign, now);
    for (Growth growth : now.growths()) {
      if (campaign < growth.campaignsBefore() && reply >= batch.first() + batch.count()) {
        int added = dice.oneIn(campaign, 100 + growth.number(), 3) ? 1 + campaign % 3 : 0;
        batch = new Batch(batch.first() + batch.count(), added, growth.day(), DAY);
      }
    }
    return batch;
  }

  private Batch firstBatch(int campaign, State now) {
    Growth growth = now.growthOfCampaign(campaign);
    if (growth != null) {
      return new Batch(0, dice.pick(campaign, 10, 4), growth.day(), DAY);
    }
    int count = campaign % 6 == 3 ? 100 + dice.pick(campaign, 11, 60) : campaign % 7;
    Duration span = Duration.between(PersistIqData.FIRST, PersistIqData.LAST);
    return new Batch(0, count, PersistIqData.FIRST, span);
  }

  private static long key(int campaign, int reply) {
    return (long) campaign * PER_CAMPAIGN + reply;
  }
}
