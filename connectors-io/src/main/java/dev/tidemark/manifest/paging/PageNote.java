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
 * @param reset for the case that paging must begin anew
 * @param mark how far the page has been read already, if it comes in parts
 */
public record PageNote(Object token, String before, ResetNote reset, BodyMark mark) {
  public static PageNote of(PagePosition position) {
    JsonObject note = Json.parseObject(position.token());
    return new PageNote(
        note.get("next"),
        (String) note.get("before"),
        ResetNote.of(note.object("reset")),
        BodyMark.of(note.object("mark")));
  }

  /** At the first page of a slice. */
  public static PageNote first(Object token) {
    return new PageNote(token, null, ResetNote.NONE, BodyMark.START);
  }

  /** Names a body: bodies of equal name are equal, for all we need to know. */
  public static String nameOf(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return Long.toHexString(sum.getValue()) + ":" + body.length;
  }

  public String text() {
    JsonObject note = JsonObject.of("next", token, "before", before);
    if (!reset.equals(ResetNote.NONE)) {
      note.put("reset", reset.json());
    }
    if (mark.isWithin()) {
      note.put("mark", mark.json());
    }
    return note.toString();
  }
}
