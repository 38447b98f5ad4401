package dev.tidemark.manifest.paging;

import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * How far a body has been read that is handed on in several parts.
 *
 * @param elements how many of them have been read
 * @param sum names those elements: other ones have, for all we need to know, another sum
 */
public record BodyMark(long elements, long sum) {
  public static final BodyMark START = new BodyMark(0, 0);

  static BodyMark of(JsonObject json) {
    return json == null
        ? START
        : new BodyMark(
            (Long) json.get("elements"), Long.parseUnsignedLong(json.text("sum", ""), 16));
  }

  JsonObject json() {
    return JsonObject.of("elements", elements, "sum", Long.toHexString(sum));
  }

  /** Whether a part of the body has been read. */
  public boolean isWithin() {
    return elements > 0;
  }

  /** The mark after some more elements, which must be as they were read. */
  public BodyMark after(List<Object> more) {
    long newSum = sum;
    for (Object element : more) {
      newSum = newSum * 0x9E3779B97F4A7C15L + Objects.hashCode(element);
    }
    return new BodyMark(elements + more.size(), newSum);
  }
}
