package dev.tidemark.simulator.convex;

import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** One table. It is written to by one thread at a time and read by any number. */
final class Table {
  private static final int SAMPLE = 2_000;

  private final String component;
  private final String name;
  private final String tablet;
  private final long madeAt;
  private final Documents documents;
  private final NavigableMap<String, Life> lives = new ConcurrentSkipListMap<>();
  private final Shape shape = new Shape();
  private int numbers;

  /**
   * @param tablet names this table among all that ever bore its name
   */
  Table(String component, String name, String tablet, long madeAt, Documents documents) {
    this.component = component;
    this.name = name;
    this.tablet = tablet;
    this.madeAt = madeAt;
    this.documents = documents;
  }

  String component() {
    return component;
  }

  String name() {
    return name;
  }

  String tablet() {
    return tablet;
  }

  long madeAt() {
    return madeAt;
  }

  Documents documents() {
    return documents;
  }

  int numbers() {
    return numbers;
  }

  Revision insert(long time) {
    int number = numbers++;
    if (number < SAMPLE) {
      shape.add(documents.fields(number, 0));
    }
    return put(Life.born(number, time));
  }

  Revision patch(Life life, long time) {
    Life changed = life.changed(time);
    Revision revision = put(changed);
    shape.add(documents.fields(revision.number(), revision.version()));
    return revision;
  }

  Revision delete(Life life, long time) {
    return put(life.deleted(time));
  }

  private Revision put(Life life) {
    String id = documents.id(life.number());
    lives.put(id, life);
    return life.latest(this, id);
  }

  /** The document of a number, or null if it is gone. */
  Life alive(int number) {
    Life life = number < numbers ? lives.get(documents.id(number)) : null;
    return life != null && life.isAlive() ? life : null;
  }

  /** Documents as of a moment, in the order of ids, those after an id. */
  Stream<Revision> at(long moment, String after) {
    return lives.tailMap(after, false).entrySet().stream()
        .map(life -> life.getValue().at(this, life.getKey(), moment))
        .filter(Objects::nonNull);
  }

  List<Revision> all(long moment) {
    return at(moment, "").toList();
  }

  /** Of an empty table nothing is known but what every document has. */
  Object schema(Format format, boolean withChanges) {
    boolean empty = lives.values().stream().noneMatch(Life::isAlive);
    return (empty ? new Shape() : shape).table(format, withChanges);
  }
}
