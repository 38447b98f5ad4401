package dev.tidemark.manifest.state;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * From states that hold a cursor under each value of the parent's key to those that hold a list of
 * partitions.
 *
 * @param partitionField what names a part of the stream
 * @param cursorField the stream's cursor
 */
public record LegacyToPerPartition(String partitionField, String cursorField)
    implements StateMigration {
  @Override
  public boolean appliesTo(JsonObject state) {
    return !state.isEmpty()
        && !state.has("states")
        && state.names().stream().allMatch(name -> isCursor(state.get(name)));
  }

  private boolean isCursor(Object value) {
    return value instanceof JsonObject object && object.names().equals(List.of(cursorField));
  }

  @Override
  public JsonObject migrate(JsonObject state) {
    List<Object> states = new ArrayList<>();
    for (String name : state.names()) {
      JsonObject partition = JsonObject.of(partitionField, name);
      states.add(JsonObject.of("partition", partition, "cursor", state.get(name)));
    }
    return JsonObject.of("states", states);
  }
}
