package dev.tidemark.destination.parquet;

import dev.tidemark.destination.StreamKey;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();

  Catalog(Store store) {
    this.store = store;
  }

  Snapshot latest() {
    List<String> log = store.list(LOG);
    if (log.isEmpty()) {
      return Snapshot.NONE;
    }
    String newest = log.get(log.size() - 1);
    return Snapshot.parse(
        store
            .read(newest)
            .orElseThrow(() -> Problem.destination(newest + " is listed, but not there", null)));
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
    String document = newDocument();
    store.write(document, table.toJson());
    tables.put(document, table);
    return snapshot.withTable(table.name(), document);
  }

  Snapshot with(Snapshot snapshot, Stream stream) {
    String document = newDocument();
    store.write(document, stream.toJson());
    streams.put(document, stream);
    return snapshot.withStream(stream.key(), document);
  }

  private static String newDocument() {
    return DOCUMENTS + UUID.randomUUID() + ".json";
  }

  /**
   * Changes what the destination holds.
   *
   * @param change makes the next snapshot of the newest, or null to leave it at that; called again
   *     where another change came first
   * @return whether anything was changed
   */
  boolean change(UnaryOperator<Snapshot> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Snapshot before = latest();
      Snapshot after = change.apply(before);
      if (after == null) {
        return false;
      }
      Snapshot next = new Snapshot(before.version() + 1, after.tables(), after.streams());
      if (publish(next)) {
        clean(next);
        return true;
      }
    }
    throw Problem.destination("others kept changing the destination first", null);
  }

  /** A file that is there already may be our own, of which the answer was lost. */
  private boolean publish(Snapshot next) {
    String name = LOG + String.format(Locale.ROOT, "%019d.json", next.version());
    byte[] content = next.toJson();
    return store.create(name, content)
        || store.read(name).filter(there -> Arrays.equals(there, content)).isPresent();
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
