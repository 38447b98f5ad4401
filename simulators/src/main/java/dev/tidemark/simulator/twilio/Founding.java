package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is there at the start: as many messages as asked for, and the rest in proportion. All that
 * happens, happens before a given moment; nothing happened near the edges of what the service
 * keeps, so that a test need not care how long it takes.
 */
final class Founding {
  static final List<String> COUNTRIES = List.of("US", "GB", "DE", "SE", "CA");
  static final List<String> CATEGORIES = List.of("calls", "sms", "totalprice");
  static final int USAGE_DAYS = 45;
  private static final long DAY = 86_400;

  private final Dice dice;
  private final Sids sids;
  private final Accounts accounts;
  private final int messages;
  private final long end;
  private final Rows rows;
  private final Things things;

  Founding(long seed, Sids sids, Accounts accounts, int messages, long end) {
    this.dice = Dice.of(seed, "founding");
    this.sids = sids;
    this.accounts = accounts;
    this.messages = messages;
    this.end = end;
    this.rows = new Rows(sids, Map.of());
    this.things = new Things(seed, sids, accounts, rows);
  }

  State found() {
    for (int account = 0; account < accounts.count(); account++) {
      rows.addNamed("accounts", sids.account(account), null, account, end - 800 * DAY);
      if (accounts.isReadable(account)) {
        settings(account);
        numbers(account);
        usage(account);
      }
    }
    conversations();
    studio();
    services();
    happenings();
    return rows.state(0, end);
  }

  private void settings(int account) {
    int more = account == 0 ? 3 : 0;
    many("applications", "AP", account, 2 + more);
    many("keys", "SK", account, 1 + more);
    many("outgoing_caller_ids", "PN", account, 1 + more);
    many("queues", "QU", account, 1 + more);
    many("usage_triggers", "UT", account, 1);
    many("transcriptions", "TR", account, 1 + more);
    many("incoming_phone_numbers", "PN", account, 1 + 2 * more);
    for (int i = 0; i < 2 + more; i++) {
      Row address = rows.add("addresses", "AD", account, old(i));
      for (int j = 0; j < i % 3; j++) {
        rows.addBelow("dependent_phone_numbers", "PN", address, old(j));
      }
    }
  }

  /** Some countries lack some kinds of numbers. */
  private void numbers(int account) {
    for (int i = 0; i < COUNTRIES.size(); i++) {
      String code = COUNTRIES.get(i);
      Row country =
          rows.addNamed("available_phone_number_countries", code, null, account, end - DAY);
      for (String kind : List.of("local", "mobile", "toll_free")) {
        String stream = "available_phone_numbers_" + kind;
        for (int j = 0; Numbers.has(country, kind) && j < 3 + i; j++) {
          int number = rows.of(stream).size();
          rows.addNamed(stream, Numbers.phoneNumber(code, number), country, account, end - DAY);
        }
      }
    }
  }

  /** Each category of each day, until today, whose usage is not over. */
  private void usage(int account) {
    for (int day = USAGE_DAYS - 1; day >= -1; day--) {
      for (String category : CATEGORIES) {
        String name = account + " " + day + " " + category;
        rows.addNamed("usage_records", name, null, account, end - day * DAY);
      }
    }
  }

  private void conversations() {
    for (int i = 0; i < 3 + messages / 40; i++) {
      things.conversation(end - (200L - i % 200) * DAY, i == 0 ? 130 : dice.pick(i, 1, 6));
    }
    for (int i = 0; i < 60 + messages / 100; i++) {
      Row user = rows.add("users", "US", 0, old(i));
      for (int j = 0; j < i % 4; j++) {
        Row conversation = rows.of("conversations").get((i + j) % rows.of("conversations").size());
        rows.addNamed("user_conversations", conversation.sid(), user, 0, old(j));
      }
    }
    for (int i = 0; i < 3; i++) {
      Row service = rows.add("services", "IS", 0, old(i));
      for (int j = 0; j < (i == 0 ? 60 : 4); j++) {
        rows.addBelow("roles", "RL", service, old(j));
      }
    }
  }

  private void studio() {
    for (int i = 0; i < 4; i++) {
      rows.add("flows", "FW", 0, old(i));
    }
    for (int i = 0; i < 4 + messages / 50; i++) {
      things.execution(end - (25L - i % 25) * DAY);
    }
  }

  private void services() {
    many("trunks", "TK", 0, 3);
    many("verify_services", "VA", 0, 105);
    for (String stream :
        List.of(
            "pricing_voice_countries",
            "pricing_messaging_countries",
            "pricing_phone_number_countries")) {
      for (String code : COUNTRIES) {
        rows.addNamed(stream, code, null, 0, end - DAY);
      }
    }
  }

  private void happenings() {
    Timeline forgotten = timeline(messages / 20, 450, 403);
    for (int i = 0; i < forgotten.size(); i++) {
      things.message(forgotten.secondAt(i), true);
    }
    Timeline kept = timeline(messages - messages / 20, 397, 0);
    for (int i = 0; i < kept.size(); i++) {
      // Some are waiting to be sent.
      things.message(kept.secondAt(i), i < kept.size() * 9 / 10 || i % 20 != 7);
    }
    Timeline calls = timeline(messages / 2, 700, 0);
    for (int i = 0; i < calls.size(); i++) {
      things.call(calls.secondAt(i), i < calls.size() - 3);
    }
    Timeline conferences = timeline(messages / 20, 200, 0);
    for (int i = 0; i < conferences.size(); i++) {
      things.conference(conferences.secondAt(i));
    }
    Timeline recordings = timeline(messages / 10, 397, 0);
    for (int i = 0; i < recordings.size(); i++) {
      things.recording(recordings.secondAt(i));
    }
    Timeline alerts = timeline(messages * 5 / 2, 27, 0);
    for (int i = 0; i < alerts.size(); i++) {
      things.alert(alerts.secondAt(i));
    }
    Timeline lost = timeline(messages / 4, 45, 32);
    for (int i = 0; i < lost.size(); i++) {
      things.alert(lost.secondAt(i));
    }
  }

  private Timeline timeline(int count, int fromDaysAgo, int toDaysAgo) {
    return Timeline.over(
        count,
        Instant.ofEpochSecond(end - fromDaysAgo * DAY),
        Instant.ofEpochSecond(end - toDaysAgo * DAY));
  }

  private void many(String stream, String prefix, int account, int count) {
    for (int i = 0; i < count; i++) {
      rows.add(stream, prefix, account, old(i));
    }
  }

  private long old(int i) {
    return end - (500L - i) * DAY;
  }
}
