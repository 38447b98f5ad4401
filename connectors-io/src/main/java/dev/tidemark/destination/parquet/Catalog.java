package dev.tidemark.destination.parquet;

import dev.tidemark.destination.StreamKey;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The snapshots of a destination, each in a file that is named by its version; the newest is what
 * the destination holds. To make a file of the next version is the one step that changes anything:
 * whoever comes second finds it taken, and looks again.
 */
final class Catalog {
  private static final String LOG = "_tidemark/log/";
  private static final String DOCUMENTS = "_tidemark/documents/";
  private static final int KEPT = 1_000;
  private static final int CLEANED_EACH = 100;
  private static final int ATTEMPTS = 1_000;

  private final Store store;
  private final List<String> drafts = new ArrayList<>();
  private Snapshot newest = Snapshot.NONE;
  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();

  Catalog(Store store) {
    this.store = store;
  }

  Snapshot latest() {
    List<String> log = store.list(LOG, file(newest));
    if (!log.isEmpty()) {
      newest = Snapshot.parse(read(log.get(log.size() - 1)));
    }
    return newest;
  }

  private static String file(Snapshot snapshot) {
    return LOG + String.format(Locale.ROOT, "%019d.json", snapshot.version());
  }

  Optional<Table> table(Snapshot snapshot, String name) {
    return Optional.ofNullable(snapshot.tables().get(name))
        .map(document -> tables.computeIfAbsent(document, d -> Table.parse(read(d))));
  }

  Stream stream(Snapshot snapshot, StreamKey key) {
    String document = snapshot.streams().get(key);
    return document == null
        ? Stream.unknown(key)
        : streams.computeIfAbsent(document, d -> Stream.parse(read(d)));
  }

  private byte[] read(String document) {
    return store
        .read(document)
        .orElseThrow(() -> Problem.destination(document + " is missing", null));
  }

  Snapshot with(Snapshot snapshot, Table table) {
    String document = write(table.toJson());
    tables.put(document, table);
    return snapshot.withTable(table.name(), document);
  }

  Snapshot with(Snapshot snapshot, Stream stream) {
    String document = write(stream.toJson());
    streams.put(document, stream);
    return snapshot.withStream(stream.key(), document);
  }

  private String write(byte[] document) {
    String name = DOCUMENTS + UUID.randomUUID() + ".json";
    store.write(name, document);
    drafts.add(name);
    return name;
  }

  /**
   * Changes what the destination holds.
   *
   * @param change makes the next snapshot of the newest, or null to leave it at that; called again
   *     where another change came first
   * @return what the destination holds now, or empty if nothing was changed
   */
  Optional<Snapshot> change(UnaryOperator<Snapshot> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      drafts.clear();
      Snapshot before = latest();
      Snapshot after = change.apply(before);
      if (after == null) {
        return Optional.empty();
      }
      Snapshot next = new Snapshot(before.version() + 1, after.tables(), after.streams());
      if (store.create(file(next), next.toJson())) {
        newest = next;
        clean(next);
        return Optional.of(next);
      }
      store.delete(drafts);
      tables.keySet().removeAll(drafts);
      streams.keySet().removeAll(drafts);
    }
    throw Problem.destination("others kept changing the destination first", null);
  }

  private void clean(Snapshot newest) {
    if (newest.version() % CLEANED_EACH != 0) {
      return;
    }
    List<String> log = store.list(LOG);
    store.delete(log.subList(0, Math.max(0, log.size() - KEPT)));
    List<String> known = new ArrayList<>(newest.tables().values());
    known.addAll(newest.streams().values());
    store.deleteOrphans(DOCUMENTS, known);
    tables.keySet().retainAll(known);
    streams.keySet().retainAll(known);
  }
}
