package dev.tidemark.destination.parquet;

import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ledger as files: one for some pages of a slice that were staged together, named by the first
 * of them. Two who stage the next pages of a slice both want that name, and one of them gets it.
 * When a slice is read anew, a mark is left, and what was staged before it counts no more.
 */
final class Staging {
  private static final String MARK = "read-anew";

  private final Store store;
  private final Map<String, Part> parts = new ConcurrentHashMap<>();

  Staging(Store store) {
    this.store = store;
  }

  /**
   * Pages of a slice that were staged together.
   *
   * @param rows file with their rows, or null if they have none
   */
  record Part(String rows, List<LedgerEntry> entries) {
    byte[] toJson() {
      List<Object> list = new ArrayList<>();
      for (LedgerEntry entry : entries) {
        list.add(
            JsonObject.of(
                "id",
                entry.id(),
                "slice",
                entry.slice(),
                "page",
                entry.page(),
                "ends",
                entry.endsSlice(),
                "detail",
                entry.detail()));
      }
      return Documents.bytes(JsonObject.of("rows", rows, "entries", list));
    }

    static Part parse(byte[] bytes) {
      JsonObject json = Documents.parse(bytes);
      List<LedgerEntry> entries = new ArrayList<>();
      for (Object item : json.list("entries")) {
        JsonObject entry = (JsonObject) item;
        entries.add(
            LedgerEntry.parse(
                (Long) entry.get("id"),
                entry.text("slice", ""),
                (Long) entry.get("page"),
                Boolean.TRUE.equals(entry.get("ends")),
                false,
                entry.text("detail", "")));
      }
      return new Part((String) json.get("rows"), entries);
    }
  }

  /** The folder for all that a stream stages. */
  private static String folder(StreamKey key) {
    return "_tidemark/staged/" + Documents.hash(key.toString()) + "/";
  }

  private static String folder(StreamKey key, String sync) {
    return folder(key) + Documents.hash(sync) + "/";
  }

  private static String ledger(StreamKey key, String sync) {
    return folder(key, sync) + "ledger/";
  }

  private static String ledger(StreamKey key, String sync, String slice) {
    return ledger(key, sync) + Documents.hash(slice) + "/";
  }

  /** Name for a file of rows. */
  static String rows(StreamKey key, String sync, String file) {
    return folder(key, sync) + "rows/" + file;
  }

  /** What is staged of a slice, in order of its pages. */
  List<Part> of(StreamKey key, String sync, String slice) {
    return valid(store.list(ledger(key, sync, slice)));
  }

  /** What is staged of a run. */
  List<Part> of(StreamKey key, String sync) {
    Map<String, List<String>> bySlice = new HashMap<>();
    for (String name : store.list(ledger(key, sync))) {
      String slice = name.substring(0, name.lastIndexOf('/'));
      bySlice.computeIfAbsent(slice, s -> new ArrayList<>()).add(name);
    }
    return bySlice.values().stream().flatMap(names -> valid(names).stream()).toList();
  }

  private List<Part> valid(List<String> names) {
    String reading = reading(names);
    return names.stream()
        .filter(name -> file(name).startsWith(reading) && !name.endsWith(MARK))
        .map(this::part)
        .toList();
  }

  private Part part(String name) {
    return parts.computeIfAbsent(
        name,
        n ->
            Part.parse(
                store
                    .read(n)
                    .orElseThrow(
                        () -> Problem.destination("another sync has cleared away " + n, null))));
  }

  /** What the names of a slice's valid files begin with: how often it was begun anew. */
  private static String reading(List<String> names) {
    return reading(names.stream().filter(name -> name.endsWith(MARK)).count());
  }

  private static String reading(long count) {
    return String.format(Locale.ROOT, "%04d-", count);
  }

  private static String file(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  Optional<LedgerEntry> last(StreamKey key, String sync, String slice) {
    List<Part> staged = of(key, sync, slice);
    return staged.isEmpty()
        ? Optional.empty()
        : Optional.of(staged.get(staged.size() - 1))
            .map(p -> p.entries().get(p.entries().size() - 1));
  }

  /**
   * Enters pages of a slice.
   *
   * @return false if someone else has entered some of them meanwhile
   */
  boolean enter(StreamKey key, String sync, Part part) {
    LedgerEntry first = part.entries().get(0);
    String slice = ledger(key, sync, first.slice());
    String reading = reading(store.list(slice));
    String name = slice + reading + String.format(Locale.ROOT, "%012d.json", first.page());
    boolean entered = store.create(name, part.toJson());
    if (entered) {
      parts.put(name, part);
    }
    return entered;
  }

  /** The slice is read anew: what is staged of it is void. */
  void forget(StreamKey key, String sync, String slice) {
    String folder = ledger(key, sync, slice);
    List<String> names = store.list(folder);
    List<String> rows = valid(names).stream().map(Part::rows).filter(r -> r != null).toList();
    store.create(folder + reading(names) + MARK, new byte[0]);
    store.delete(rows);
    parts.keySet().removeAll(names);
  }

  /** Forgets all that the stream has staged. */
  void clear(StreamKey key) {
    store.deleteFolder(folder(key));
    parts.keySet().removeIf(name -> name.startsWith(folder(key)));
  }

  /** Forgets all that runs other than this one have staged. */
  void clearOthers(StreamKey key, String sync) {
    String kept = folder(key, sync);
    store.delete(store.list(folder(key)).stream().filter(name -> !name.startsWith(kept)).toList());
    parts.keySet().removeIf(name -> name.startsWith(folder(key)) && !name.startsWith(kept));
  }
}
