package dev.tidemark.manifest.conformance;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.OpenedManifest;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Tidemark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States of a stream in the language's shape, as tidemarks and back. */
record States(OpenedManifest opened, String stream) {
  Tidemark tidemark(JsonObject state) {
    Map<String, CursorMark> partitions = new LinkedHashMap<>();
    for (Object item : state.has("states") ? state.list("states") : List.of()) {
      JsonObject entry = (JsonObject) item;
      partitions.put(Partition.of(entry.object("partition")).key(), mark(entry.object("cursor")));
    }
    boolean isPlain = !state.has("states") && !state.has("state");
    return new Tidemark(mark(isPlain ? state : state.object("state")), partitions, null);
  }

  private CursorMark mark(JsonObject state) {
    return state == null || state.isEmpty() ? null : opened.mark(stream, state.get(field()));
  }

  JsonObject json(Tidemark tidemark) {
    if (field() == null) {
      return JsonObject.of("__ab_no_cursor_state_message", true);
    }
    if (tidemark.partitions().isEmpty()) {
      return json(tidemark.cursor());
    }
    List<Object> states = new ArrayList<>();
    tidemark
        .partitions()
        .forEach(
            (key, mark) ->
                states.add(
                    JsonObject.of("partition", new Partition(key).values(), "cursor", json(mark))));
    JsonObject json = JsonObject.of("states", states);
    return tidemark.cursor() == null ? json : json.put("state", json(tidemark.cursor()));
  }

  private JsonObject json(CursorMark mark) {
    return mark == null ? new JsonObject() : JsonObject.of(field(), mark.value());
  }

  private String field() {
    return opened.source().stream(stream).cursorField();
  }
}
