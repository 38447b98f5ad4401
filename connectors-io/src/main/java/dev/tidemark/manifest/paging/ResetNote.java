package dev.tidemark.manifest.paging;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;

/**
 * What a page position carries for the case that paging must begin anew.
 *
 * @param from where the slice begins now, or null for its own start
 * @param newest greatest cursor of the slice so far, or null
 * @param records how many came since paging began
 * @param repeats how often paging began anew with the slice as it was
 */
public record ResetNote(String from, CursorMark newest, long records, long repeats) {
  public static final ResetNote NONE = new ResetNote(null, null, 0, 0);

  /** The note after a page. */
  public ResetNote after(int page, CursorMark latest) {
    return new ResetNote(from, CursorMark.later(newest, latest), records + page, repeats);
  }

  static ResetNote of(JsonObject json) {
    if (json == null) {
      return NONE;
    }
    JsonObject newest = json.object("newest");
    return new ResetNote(
        (String) json.get("from"),
        newest == null
            ? null
            : new CursorMark((String) newest.get("value"), (Long) newest.get("order")),
        (Long) json.get("records"),
        (Long) json.get("repeats"));
  }

  JsonObject json() {
    JsonObject json = JsonObject.of("records", records, "repeats", repeats);
    if (from != null) {
      json.put("from", from);
    }
    if (newest != null) {
      json.put("newest", JsonObject.of("value", newest.value(), "order", newest.order()));
    }
    return json;
  }
}
