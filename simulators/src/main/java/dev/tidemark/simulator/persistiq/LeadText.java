package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Tree;
import dev.tidemark.simulator.record.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lead says of itself, by position and by how often it was changed. */
final class LeadText {
  private static final DateForm[] FORMS = DateForm.values();

  /** An older answer held strings and nulls here. */
  private static final List<Object> BOUNCED = Tree.array("true", "false", null, true);

  private final Dice dice;
  private final Ids ids;
  private final People people;

  LeadText(Dice dice, Ids ids, People people) {
    this.dice = dice;
    this.ids = ids;
    this.people = people;
  }

  static String email(int lead) {
    return "lead." + lead + "@example" + lead % 97 + ".org";
  }

  /** Moves on with each change. */
  String status(int lead, int version) {
    int first = dice.pick(lead, 2, SmallLists.STATUSES.length);
    boolean isNone = dice.oneIn(lead, 3, 50);
    return isNone ? null : SmallLists.STATUSES[(first + version) % SmallLists.STATUSES.length];
  }

  void write(int lead, int version, RecordSink sink) {
    sink.text("id", ids.code(lead));
    sink.text("status", status(lead, version));
    sink.value("data", data(lead));
    sink.text("creator_id", dice.oneIn(lead, 4, 20) ? null : user(lead, 5));
    sink.text("owner_id", user(lead, 6));
    int bounce = dice.pick(lead, 7, 20);
    sink.value("bounced", bounce < BOUNCED.size() ? BOUNCED.get(bounce) : (Object) false);
    sink.flag("optedout", dice.oneIn(lead, 8, 15));
    // A changed lead never looks as it did before.
    sink.number("sent_count", dice.pick(lead, 9, 12) + 12L * version);
    sink.number("replied_count", dice.pick(lead, 10, 3) + version);
    lastSent(lead, version, sink);
  }

  private void lastSent(int lead, int version, RecordSink sink) {
    int face = dice.pick(lead, 11, 24);
    if (face == 0) {
      return; // missing
    }
    long second = PersistIqData.FIRST.getEpochSecond() + dice.pick(lead, 12, 60_000_000);
    DateForm form = FORMS[face % FORMS.length];
    sink.text("last_sent_at", face < 6 ? null : form.write(second + 3_600L * version));
  }

  private String user(int lead, int question) {
    return people.id(dice.pick(lead, question, people.count()));
  }

  private Map<String, Object> data(int lead) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("email", email(lead));
    data.put("first_name", Words.first(dice, lead, 13));
    data.put("last_name", dice.oneIn(lead, 14, 15) ? null : Words.last(dice, lead, 15));
    data.put("company_name", Words.company(dice, lead, 16));
    data.put("city", dice.oneIn(lead, 17, 3) ? null : "City " + lead % 300);
    data.put("phone", "+49 89 " + (1_000_000 + lead));
    data.put("title", dice.oneIn(lead, 18, 9) ? "" : "Head of \"Growth\"");
    data.put("snippet", dice.oneIn(lead, 19, 400) ? Words.text(dice, lead, 20, 120) : null);
    custom(lead, data);
    return data;
  }

  /** Fields the account has added; not every lead has each, and not all are strings. */
  private void custom(int lead, Map<String, Object> data) {
    if (lead % 2 == 0) {
      data.put("employees", dice.oneIn(lead, 21, 5) ? (Object) "many" : (Object) (long) lead);
    }
    if (lead % 3 == 0) {
      data.put("is-customer", lead % 2 == 0);
    }
    if (lead % 5 == 0) {
      data.put("Lead Score", dice.pick(lead, 22, 1_000) / 8.0);
    }
    if (lead % 7 == 0) {
      data.put("rénewal_date", "2026-05-01 10:00:00");
    }
  }
}
