package dev.tidemark.destination;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Deletion;
import java.io.Serial;
import java.io.Serializable;

/**
 * What becomes of rows whose records are gone from the source. A record that says so becomes a row
 * like any other; what is decided here is done when the run is complete, so that whatever comes
 * late in it still meets the mark.
 *
 * @param mark the fields that say so; null where none do
 * @param hard whether marked rows are removed
 * @param unseen whether rows that the run did not bring are those of the gone too, because it
 *     brings all there is
 */
public record Deletes(Deletion mark, boolean hard, boolean unseen) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  JsonObject toJson() {
    return JsonObject.of(
        "time",
        mark == null ? null : mark.time(),
        "flag",
        mark == null ? null : mark.flag(),
        "hard",
        hard,
        "unseen",
        unseen);
  }

  static Deletes parse(JsonObject json) {
    String time = (String) json.get("time");
    return new Deletes(
        time == null ? null : new Deletion(time, (String) json.get("flag")),
        (Boolean) json.get("hard"),
        (Boolean) json.get("unseen"));
  }
}
