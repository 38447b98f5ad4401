package dev.tidemark.manifest.paging;

import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * A page that has been read, as pagination sees it.
 *
 * @param response the first element of the body; an empty object where there is none
 * @param headers of the answer
 * @param extracted how many records the body had, before any were filtered out
 * @param emitted how many records are left
 * @param lastRecord the last of those, or null
 * @param token what the page was asked for with, or null
 */
public record PageSeen(
    Object response,
    Map<String, Object> headers,
    int extracted,
    int emitted,
    JsonObject lastRecord,
    Object token) {

  /** The same page, with the records that are left of it. */
  public PageSeen with(List<JsonObject> records) {
    JsonObject last = records.isEmpty() ? null : records.get(records.size() - 1);
    return new PageSeen(response, headers, extracted, records.size(), last, token);
  }
}
