package dev.tidemark.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The status and headers of an answer; its body is in the buffer that was given to the API.
 *
 * @param records the member that holds the records, or null where there are none
 */
public record Answer(int status, Map<String, String> headers, String records) {
  private static final Map<String, String> JSON =
      Map.of("content-type", "application/json; charset=utf-8");

  /** JSON with records under a member. */
  public static Answer records(String member) {
    return new Answer(200, JSON, member);
  }

  /** JSON without records. */
  public static Answer json(int status) {
    return new Answer(status, JSON, null);
  }

  static Answer text(int status, String contentType) {
    return new Answer(status, Map.of("content-type", contentType), null);
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, records);
  }
}
