package dev.tidemark.destination.parquet;

import dev.tidemark.destination.StreamKey;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The reports that syncs have left, a file for each stream of each sync. */
final class History {
  private final Store store;

  History(Store store) {
    this.store = store;
  }

  void record(StreamKey key, String sync, Instant startedAt, String report) {
    JsonObject json =
        JsonObject.of(
            "stream", key.stream(),
            "sync", sync,
            "started_at", startedAt.toString(),
            "report", Json.parse(report));
    store.write(
        folder(key.connection(), sync) + Documents.hash(key.stream()) + ".json",
        Documents.bytes(json));
  }

  private static String folder(String connection) {
    return "_tidemark/syncs/" + Documents.hash(connection) + "/";
  }

  private static String folder(String connection, String sync) {
    return folder(connection) + Documents.hash(sync) + "/";
  }

  Map<String, String> reports(String connection, String sync) {
    Map<String, String> reports = new HashMap<>();
    for (String name : store.list(folder(connection, sync))) {
      JsonObject json = Documents.parse(store.read(name).orElseThrow());
      reports.put(json.text("stream", ""), json.get("report").toString());
    }
    return reports;
  }

  long syncs(String connection) {
    return store.list(folder(connection)).stream()
        .map(name -> name.substring(0, name.lastIndexOf('/')))
        .distinct()
        .count();
  }
}
