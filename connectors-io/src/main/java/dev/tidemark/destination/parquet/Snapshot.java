package dev.tidemark.destination.parquet;

import dev.tidemark.destination.StreamKey;
import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a destination holds, as of some moment. It names documents that never change, so that a
 * new snapshot costs what has changed.
 *
 * @param version counts snapshots
 * @param tables documents of tables, by name
 * @param streams documents of streams
 */
record Snapshot(long version, Map<String, String> tables, Map<StreamKey, String> streams) {
  static final Snapshot NONE = new Snapshot(0, Map.of(), Map.of());

  Snapshot {
    tables = Map.copyOf(tables);
    streams = Map.copyOf(streams);
  }

  Snapshot withTable(String name, String document) {
    Map<String, String> all = new TreeMap<>(tables);
    all.put(name, document);
    return new Snapshot(version, all, streams);
  }

  Snapshot withStream(StreamKey key, String document) {
    Map<StreamKey, String> all = new HashMap<>(streams);
    all.put(key, document);
    return new Snapshot(version, tables, all);
  }

  byte[] toJson() {
    JsonObject names = new JsonObject();
    new TreeMap<>(tables).forEach(names::put);
    List<Object> list = new ArrayList<>();
    streams.forEach(
        (key, document) ->
            list.add(
                JsonObject.of(
                    "connection", key.connection(), "stream", key.stream(), "document", document)));
    return Documents.bytes(JsonObject.of("version", version, "tables", names, "streams", list));
  }

  static Snapshot parse(byte[] bytes) {
    JsonObject json = Documents.parse(bytes);
    JsonObject names = json.object("tables");
    Map<String, String> tables = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      tables.put(names.name(i), names.text(names.name(i), ""));
    }
    Map<StreamKey, String> streams = new HashMap<>();
    for (Object item : json.list("streams")) {
      JsonObject stream = (JsonObject) item;
      streams.put(
          new StreamKey(stream.text("connection", ""), stream.text("stream", "")),
          stream.text("document", ""));
    }
    return new Snapshot((Long) json.get("version"), tables, streams);
  }
}
