package dev.tidemark.manifest.paging;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import java.util.zip.CRC32C;

/**
 * What a page position carries from one page to the next.
 *
 * @param token asks for the page, or null
 * @param before names the body of the page before, if that had records; else null
 */
public record PageNote(Object token, String before) {
  public static PageNote of(PagePosition position) {
    JsonObject note = Json.parseObject(position.token());
    return new PageNote(note.get("next"), (String) note.get("before"));
  }

  /** Names a body: bodies of equal name are equal, for all we need to know. */
  public static String nameOf(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return Long.toHexString(sum.getValue()) + ":" + body.length;
  }

  public String text() {
    return JsonObject.of("next", token, "before", before).toString();
  }
}
