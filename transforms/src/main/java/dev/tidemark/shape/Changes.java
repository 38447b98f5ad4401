package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** What was changed in one row on its way into the table; becomes the row's meta column. */
final class Changes {
  private final List<Object> list = new ArrayList<>();
  private final JsonWriter json = new JsonWriter().droppingNul();
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

  void noteNul() {
    note("nul_removed", "U+0000 cannot be stored in text", null);
  }

  void noteRepeated() {
    note("repeated", "the name stood more than once; the last value was kept", null);
  }

  /** JSON for the meta column, or null; the next row starts without notes. */
  String take() {
    if (list.isEmpty()) {
      return null;
    }
    String text = json.write(JsonObject.of("changes", list)).toString();
    list.clear();
    return text;
  }
}
