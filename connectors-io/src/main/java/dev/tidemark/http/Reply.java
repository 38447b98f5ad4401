package dev.tidemark.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back.
 *
 * @param status HTTP status
 * @param headers values by name; look-up ignores case
 * @param body decoded bytes
 * @param received bytes on the wire
 * @param arrivedAt microseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are not changed
public record Reply(
    int status, Map<String, List<String>> headers, byte[] body, long received, long arrivedAt) {
  private static final int EXCERPT = 200;

  /** More than is shown, so that no secret is cut where it would be seen but not known. */
  private static final int LOOKED_AT = 64 << 10;

  public Reply {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
  }

  public boolean isError() {
    return status >= 400;
  }

  /** The start of the body on one line, secrets masked: enough to see what it is. */
  public String excerpt() {
    int length = Math.min(body.length, LOOKED_AT);
    String start = Masking.mask(new String(body, 0, length, StandardCharsets.UTF_8));
    String line = start.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
  }

  @Override
  public String toString() {
    return "HTTP " + status + ", " + body.length + " bytes";
  }
}
