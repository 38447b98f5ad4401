package dev.tidemark.manifest.retriever;

import dev.tidemark.http.Reply;
import dev.tidemark.json.Layout;
import dev.tidemark.manifest.paging.BodyMark;
import dev.tidemark.manifest.response.Elements;
import dev.tidemark.manifest.response.Undecodable;
import java.util.ArrayList;
import java.util.List;

/**
 * A body that is read part by part, so that a large one is never held in pieces as a whole. For one
 * thread at a time.
 */
final class OpenBody {
  /** A part is cut when it has so much text, or so many elements. */
  private static final int TEXT = 4 << 20;

  private static final int ELEMENTS = 50_000;

  private final Reply reply;
  private final Elements elements;
  private BodyMark mark = BodyMark.START;

  OpenBody(Reply reply, Elements elements) {
    this.reply = reply;
    this.elements = elements;
  }

  Reply reply() {
    return reply;
  }

  BodyMark mark() {
    return mark;
  }

  boolean isOver() throws Undecodable {
    return !elements.hasNext();
  }

  /** The next part; all of it where the elements are held already. */
  List<Object> part() throws Undecodable {
    List<Object> part = take(elements.isHeld() ? Integer.MAX_VALUE : ELEMENTS);
    if (!isOver()) {
      mark = mark.after(part);
    }
    return part;
  }

  /**
   * Passes over what was read of an earlier answer to the same request; false if this one begins
   * otherwise.
   */
  boolean skipTo(BodyMark wanted) throws Undecodable {
    while (mark.elements() < wanted.elements() && !isOver()) {
      long left = wanted.elements() - mark.elements();
      mark = mark.after(take((int) Math.min(ELEMENTS, left)));
    }
    return mark.equals(wanted);
  }

  private List<Object> take(int most) throws Undecodable {
    // Each part has layouts of its own: the part before is still being worked on elsewhere.
    Layout layouts = Layout.empty();
    List<Object> part = new ArrayList<>();
    long start = elements.position();
    while (part.size() < most && elements.position() - start < TEXT && elements.hasNext()) {
      part.add(elements.next(layouts));
    }
    return part;
  }
}
