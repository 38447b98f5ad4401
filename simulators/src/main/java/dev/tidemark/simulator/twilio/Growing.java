package dev.tidemark.simulator.twilio;

import java.util.Comparator;
import java.util.Optional;

/**
 * Ten minutes of business: so many messages more, the rest in proportion; what waited is sent, what
 * ran ends, and much of the day before changes once more.
 */
final class Growing {
  private static final long SPAN = 600;
  private static final long DAY = 86_400;

  /** The first of the new messages are sent in the very second of the last one before. */
  private static final int TIED = 3;

  private final State before;
  private final Rows rows;
  private final Things things;
  private final long end;

  Growing(long seed, Sids sids, Accounts accounts, State before) {
    this.before = before;
    this.rows = new Rows(sids, before.rows());
    this.things = new Things(seed, sids, accounts, rows);
    this.end = before.end() + SPAN;
  }

  State grow(int count) {
    change();
    for (int i = 0; i < count; i++) {
      message(i, count);
    }
    for (int i = 0; i < 1 + count / 4; i++) {
      things.call(at(i, 1 + count / 4), true);
      things.recording(at(i, 1 + count / 4));
    }
    for (int i = 0; i < 1 + count / 20; i++) {
      things.conference(at(i, 1 + count / 20));
      things.conversation(end, 3);
      things.execution(end);
    }
    for (int i = 0; i < 1 + count / 2; i++) {
      things.alert(at(i, 1 + count / 2));
    }
    return rows.state(before.growths() + 1, end);
  }

  private void message(int i, int count) {
    Optional<Row> last =
        before.of("messages").stream()
            .filter(Row::hasHappened)
            .max(Comparator.comparingLong(Row::at));
    if (i < TIED && last.isPresent()) {
      things.message(last.get().account(), last.get().at(), true);
    } else {
      things.message(at(i, count), true);
    }
  }

  private long at(int i, int count) {
    return before.end() + SPAN * i / count;
  }

  private void change() {
    rows.change("messages", this::sentOrChanged);
    rows.change("message_media", this::belowChanged);
    rows.change("calls", row -> row.hasHappened() ? changedIfNew(row) : row.happened(end));
    rows.change("conferences", this::changedIfNew);
    rows.change("usage_records", row -> row.at() > before.end() - DAY ? row.changed() : row);
  }

  private Row sentOrChanged(Row message) {
    boolean isDue = message.number() % 2 == before.growths() % 2;
    return message.hasHappened() ? changedIfNew(message) : isDue ? message.happened(end) : message;
  }

  private Row belowChanged(Row media) {
    Row message = sentOrChanged(media.parent());
    return new Row(
        media.sid(),
        media.number(),
        message,
        media.account(),
        media.created(),
        media.at(),
        media.version());
  }

  private Row changedIfNew(Row row) {
    return row.at() > before.end() - DAY ? row.changed() : row;
  }
}
