package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Tree;
import dev.tidemark.simulator.record.Words;
import java.util.List;
import java.util.Map;

/** The users of the account. */
final class People {
  private final Dice dice;
  private final Ids ids;
  private final Ids mailboxes;
  private final Ids campaigns;
  private final int count;

  People(long seed, int count) {
    this.dice = Dice.of(seed, "users");
    this.ids = Ids.of(dice, "u_");
    this.mailboxes = Ids.of(dice, "mbox_");
    this.campaigns = Campaigns.ids(seed);
    this.count = count;
  }

  int count() {
    return count;
  }

  String id(int user) {
    return ids.code(user);
  }

  String mailboxId(int user) {
    return mailboxes.code(user);
  }

  String name(int user) {
    return Words.first(dice, user, 1) + " " + Words.last(dice, user, 2);
  }

  String email(int user) {
    return "seller" + user + "@example.com";
  }

  Map<String, Object> summary(int user) {
    return Tree.object("id", id(user), "name", name(user), "email", email(user));
  }

  void write(int user, RecordSink sink) {
    sink.text("id", id(user));
    sink.text("name", dice.oneIn(user, 3, 50) ? null : name(user));
    sink.text("email", email(user));
    sink.flag("activated", !dice.oneIn(user, 4, 6));
    sink.text("default_mailbox_id", dice.oneIn(user, 5, 5) ? null : mailboxId(user));
    sink.text("salesforce_id", dice.oneIn(user, 6, 3) ? "0055e00000" + user : null);
    if (!dice.oneIn(user, 7, 5)) {
      sink.value("mailboxes", dice.oneIn(user, 8, 6) ? List.of() : mailboxes(user));
    }
  }

  private List<Object> mailboxes(int user) {
    return Tree.array(
        Tree.object(
            "id",
            mailboxId(user),
            "email",
            email(user),
            "campaign_ids",
            Tree.array(campaigns.code(user % 2))));
  }
}
