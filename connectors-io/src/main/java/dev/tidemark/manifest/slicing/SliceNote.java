package dev.tidemark.manifest.slicing;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.SyncedRange;

/**
 * What a slice carries beside its identity.
 *
 * @param fields extra values for templates
 * @param synced which records are to be read; null where the source itself filters
 */
record SliceNote(JsonObject fields, SyncedRange synced) {
  static SliceNote parse(String text) {
    JsonObject note = Json.parseObject(text);
    JsonObject fields = note.object("extra_fields");
    SyncedRange synced =
        note.has("synced_from")
            ? new SyncedRange((Long) note.get("synced_from"), (Long) note.get("synced_to"))
            : null;
    return new SliceNote(fields == null ? new JsonObject() : fields, synced);
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
    return note.toString();
  }
}
