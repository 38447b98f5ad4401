package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Dice;

/** Adds what happens in the account, each thing with all that hangs on it. For one thread. */
final class Things {
  private final Dice dice;
  private final Sids sids;
  private final Accounts accounts;
  private final Rows rows;

  Things(long seed, Sids sids, Accounts accounts, Rows rows) {
    this.dice = Dice.of(seed, "things");
    this.sids = sids;
    this.accounts = accounts;
    this.rows = rows;
  }

  /** A message, every tenth with media, which are older than the sending of it. */
  Row message(int account, long second, boolean isSent) {
    long created = second - 2;
    long sent = isSent ? second : Row.NEVER;
    Row message = rows.add("messages", "SM", null, account, created, sent);
    for (int i = 0; i < Messages.media(message); i++) {
      rows.addBelow("message_media", "ME", message, created);
    }
    return message;
  }

  void message(long second, boolean isSent) {
    message(owner("messages"), second, isSent);
  }

  /** A call, perhaps one that goes on. */
  void call(long second, boolean isOver) {
    long start = second - 5 - dice.pick(rows.of("calls").size(), 1, 600);
    rows.add("calls", "CA", null, owner("calls"), start, isOver ? second : Row.NEVER);
  }

  /** A conference, some with nobody left in it, some gone altogether by now. */
  void conference(long second) {
    Row conference = rows.add("conferences", "CF", owner("conferences"), second);
    int count = Calls.isGone(conference) ? 0 : dice.pick(conference.number(), 2, 5);
    for (int i = 0; i < count; i++) {
      int number = rows.of("conference_participants").size();
      String call = sids.of("CA", 1_000_000L + number);
      int account = conference.account();
      rows.addNamed("conference_participants", call, conference, account, second + i);
    }
  }

  void recording(long second) {
    rows.add("recordings", "RE", owner("recordings"), second);
  }

  void alert(long second) {
    rows.add("alerts", "NO", 0, second);
  }

  /** A conversation with so many messages. */
  void conversation(long second, int messages) {
    Row conversation = rows.add("conversations", "CH", 0, second);
    for (int i = 0; i < messages; i++) {
      rows.addBelow("conversation_messages", "IM", conversation, second + i);
    }
    for (int i = 0; i < 1 + conversation.number() % 3; i++) {
      rows.addBelow("conversation_participants", "MB", conversation, second);
    }
  }

  /** One run of a flow, with its steps. */
  void execution(long second) {
    int number = rows.of("executions").size();
    // Nobody runs the last of the flows.
    Row flow = rows.of("flows").get(number % (rows.of("flows").size() - 1));
    Row execution = rows.addBelow("executions", "FN", flow, second);
    for (int i = 0; i < 2 + number % 4; i++) {
      rows.addBelow("step", "FT", execution, second + i);
    }
  }

  private int owner(String stream) {
    return accounts.owner(rows.of(stream).size());
  }
}
