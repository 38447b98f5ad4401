package dev.tidemark.manifest.slicing;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.SyncedRange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a slice carries beside its identity.
 *
 * @param fields extra values for templates
 * @param synced which records are to be read; null where the source itself filters
 * @param firstPage text of its first page, where that came with a parent's record; else null
 */
record SliceNote(JsonObject fields, SyncedRange synced, String firstPage) {
  static SliceNote parse(String text) {
    JsonObject note = Json.parseObject(text);
    JsonObject fields = note.object("extra_fields");
    SyncedRange synced =
        note.has("synced_from")
            ? new SyncedRange((Long) note.get("synced_from"), (Long) note.get("synced_to"))
            : null;
    return new SliceNote(
        fields == null ? new JsonObject() : fields, synced, note.text("first_page", null));
  }

  /** The extra values by name. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.name(i), fields.value(i));
    }
    return values;
  }

  String text() {
    JsonObject note = new JsonObject();
    if (!fields.isEmpty()) {
      note.put("extra_fields", fields);
    }
    if (synced != null) {
      note.put("synced_from", synced.from());
      note.put("synced_to", synced.to());
    }
    if (firstPage != null) {
      note.put("first_page", firstPage);
    }
    return note.toString();
  }
}
