package dev.tidemark.file;

import dev.tidemark.json.JsonObject;
import java.util.List;

/**
 * Some records in the order of the file.
 *
 * @param records made for this page alone, so that whoever has it may add fields to them
 * @param bad what could not become a record
 * @param bytes how much of the file was read for it, as far as the format can tell
 * @param following where a reader on any machine goes on; null after the last page of the part
 */
public record FilePage(
    List<JsonObject> records, List<BadRecord> bad, long bytes, String following) {
  public boolean isLast() {
    return following == null;
  }
}
