package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What was changed in one row on its way into the table; becomes the row's meta column. */
final class Changes {
  private final List<Object> list = new ArrayList<>();
  private String field;

  /** The field that notes are about from here on. */
  void about(String name) {
    field = name;
  }

  /** Notes a change; {@code original} is what the source gave, or null where that says nothing. */
  void note(String change, String reason, Object original) {
    JsonObject note = JsonObject.of("field", field, "change", change, "reason", reason);
    if (original != null) {
      note.put("value", original);
    }
    list.add(note);
  }

  /** JSON for the meta column, or null; the next row starts without notes. */
  String take() {
    if (list.isEmpty()) {
      return null;
    }
    String text = JsonObject.of("changes", list).toString();
    list.clear();
    return text;
  }
}
