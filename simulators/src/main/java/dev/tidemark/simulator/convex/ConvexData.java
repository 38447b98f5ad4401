package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.RecordSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The deployment: tables, and the log of what happened to them since the simulator started. {@code
 * messages} and {@code users} have as many documents as was asked for, the tables of the component
 * {@code billing} a tenth; {@code drafts} has none. Its time is its own and passes as things
 * happen, so that the same changes happen at the same moments in every process.
 */
final class ConvexData implements ApiData {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final int BIG_COMMIT = 150;

  private final long seed;
  private final Dice dice;
  private final Map<String, Table> tables = new TreeMap<>();
  private List<Revision> log = new ArrayList<>();
  private long last;
  private long logStart;
  private long oldestSnapshot;
  private int tablets;
  private long changes;

  ConvexData(SimulatorOptions options) {
    seed = options.seed();
    dice = Dice.of(seed, "convex changes");
    last = FIRST.getEpochSecond() * NANOS_PER_SECOND;
    make("", "messages", options.size());
    make("", "users", options.size());
    make("", "drafts", 0);
    make("billing", "invoices", options.size() / 10);
    make("billing", "users", options.size() / 10);
    logStart = last;
    oldestSnapshot = last;
  }

  private Table make(String component, String name, int size) {
    String tablet = String.format("t%04d%s", ++tablets, name);
    Documents documents = new Documents(seed, tablet);
    Table table = new Table(component, name, tablet, last, documents);
    tables.put(component.isEmpty() ? name : component + "/" + name, table);
    for (int i = 0; i < size; i++) {
      table.insert(tick());
    }
    return table;
  }

  /** The moment of the newest commit: none that comes will be at it or before. */
  synchronized long now() {
    return last;
  }

  /** The next moment at which something happens. */
  private long tick() {
    last += 1 + (dice.roll(last, 9) >>> 42); // up to four milliseconds
    return last;
  }

  @Override
  public synchronized List<String> streams() {
    return List.copyOf(tables.keySet());
  }

  @Override
  public synchronized RecordSet select(String stream, Map<String, String> parameters) {
    Format format = Format.named(parameters.get("format"));
    List<Revision> alive = tables.get(stream).all(now());
    return RecordSet.all(
        alive.size(), (position, sink) -> alive.get(position).truth(format).forEach(sink::value));
  }

  synchronized List<Table> tables(Predicate<Table> selected) {
    return tables.values().stream().filter(selected).toList();
  }

  synchronized Map<String, Map<String, Object>> schemas(Format format, boolean withChanges) {
    Map<String, Map<String, Object>> byComponent = new TreeMap<>();
    for (Table table : tables.values()) {
      byComponent
          .computeIfAbsent(table.component(), component -> new TreeMap<>())
          .put(table.name(), table.schema(format, withChanges));
    }
    return byComponent;
  }

  /** Throws unless a snapshot of that moment can be had. */
  synchronized void requireSnapshot(long moment) {
    if (moment > now()) {
      throw Refusal.badRequest("SnapshotTooNew", "Snapshot value " + moment + " is in the future.");
    }
    if (moment < oldestSnapshot) {
      throw Refusal.badRequest(
          "SnapshotTooOld", "Snapshot value " + moment + " is too far in the past.");
    }
  }

  /**
   * Rows of the log after a moment.
   *
   * @param limit how many are read, of whatever tables; the last commit is read to its end
   */
  synchronized LogPage log(long after, int limit) {
    if (after < logStart) {
      throw Refusal.badRequest(
          "InvalidWindowToReadDocuments",
          "Trying to synchronize from timestamp "
              + after
              + ", which is older than the database's retention window.");
    }
    int from = firstAfter(after);
    int to = Math.min(log.size(), from + limit);
    boolean isFull = to - from == limit;
    while (isFull && to < log.size() && log.get(to).time() == log.get(to - 1).time()) {
      to++;
    }
    long cursor = isFull ? log.get(to - 1).time() : now();
    return new LogPage(List.copyOf(log.subList(from, to)), cursor, isFull && to < log.size());
  }

  private int firstAfter(long moment) {
    int low = 0;
    int high = log.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log.get(middle).time() <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A part of the log, and up to which moment it tells all. */
  record LogPage(List<Revision> rows, long cursor, boolean hasMore) {}

  /** So many commits: most of one document, some of several, a few larger than a page. */
  @Override
  public void grow(int count) {
    for (int i = 0; i < count; i++) {
      commit();
    }
  }

  private synchronized void commit() {
    long change = changes++;
    if (dice.oneIn(change, 0, 100)) {
      systemRows();
      return;
    }
    long time = tick();
    int size = dice.oneIn(change, 1, 8) ? 2 + dice.pick(change, 2, 5) : 1;
    size = dice.oneIn(change, 3, 300) ? BIG_COMMIT : size;
    List<String> done = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      operation(change * 1_000 + i, time, done);
    }
  }

  /** Rows of system tables are in the log too; nobody is shown them. */
  private void systemRows() {
    for (int i = 0; i < BIG_COMMIT; i++) {
      log.add(new Revision(tick(), null, "", 0, 0, 0));
    }
  }

  /**
   * @param done ids that the commit has touched: it touches each once
   */
  private void operation(long roll, long time, List<String> done) {
    List<Table> all = List.copyOf(tables.values());
    Table table = all.get(dice.pick(roll, 4, all.size()));
    Life life = choose(table, roll);
    boolean isNew = life == null || dice.pick(roll, 5, 100) < 40;
    boolean isTouched = life != null && done.contains(table.documents().id(life.number()));
    boolean isDeleted = dice.pick(roll, 6, 3) == 0;
    Revision revision =
        isNew || isTouched
            ? table.insert(time)
            : isDeleted ? table.delete(life, time) : table.patch(life, time);
    done.add(revision.id());
    log.add(revision);
  }

  /** Any document that is there, new ones rather than old ones; null if that takes too long. */
  private Life choose(Table table, long roll) {
    int numbers = table.numbers();
    for (int attempt = 0; attempt < 20 && numbers > 0; attempt++) {
      int young = Math.min(numbers, 50);
      boolean isYoung = dice.oneIn(roll, 40 + attempt, 2);
      int number =
          isYoung
              ? numbers - 1 - dice.pick(roll, 70 + attempt, young)
              : dice.pick(roll, 100 + attempt, numbers);
      Life life = table.alive(number);
      if (life != null) {
        return life;
      }
    }
    return null;
  }

  /** Forgets the log before a moment; all of it if that is later than now. */
  synchronized void expireLog(long moment) {
    logStart = Math.min(moment, tick());
    log = new ArrayList<>(log.subList(firstAfter(logStart), log.size()));
  }

  synchronized void expireSnapshots() {
    oldestSnapshot = tick();
  }

  synchronized void addTable(String name, int size) {
    tick();
    logAll(make("", name, size));
  }

  private void logAll(Table table) {
    table.all(last).stream().sorted(Comparator.comparingLong(Revision::time)).forEach(log::add);
  }

  /** What the log says of a table that is no more, nobody is shown. */
  synchronized void replaceTable(String name) {
    Table old = tables.get(name);
    log.replaceAll(row -> row.table() == old ? new Revision(row.time(), null, "", 0, 0, 0) : row);
    tick();
    logAll(make(old.component(), old.name(), old.numbers()));
  }
}
