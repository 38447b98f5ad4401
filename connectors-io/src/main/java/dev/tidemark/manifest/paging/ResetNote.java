package dev.tidemark.manifest.paging;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import java.util.List;

/**
 * What a page position carries for the case that paging must begin anew.
 *
 * @param from where the slice begins now, or null for its own start
 * @param newest greatest cursor of the slice so far, or null
 * @param records how many came since paging began
 * @param repeats how often paging began anew with the slice as it was
 * @param cuts where the slice has been cut into windows
 */
public record ResetNote(String from, CursorMark newest, long records, long repeats, Cuts cuts) {
  static final Cuts UNCUT = new Cuts(List.of(), 0);

  public static final ResetNote NONE = new ResetNote(null, null, 0, 0, UNCUT);

  /**
   * Windows of a slice that touch.
   *
   * @param edges where the first one begins, where each ends; empty for the slice as it is
   * @param at which of them is being read
   */
  public record Cuts(List<String> edges, int at) {
    public Cuts {
      edges = List.copyOf(edges);
    }

    public boolean isNone() {
      return edges.isEmpty();
    }

    /** Where the present window begins. */
    public String start() {
      return edges.get(at);
    }

    /** Where the present window ends. */
    public String end() {
      return edges.get(at + 1);
    }
  }

  /** The note after a page. */
  public ResetNote after(int page, CursorMark latest) {
    return new ResetNote(from, CursorMark.later(newest, latest), records + page, repeats, cuts);
  }

  /** The note for the window that follows, or null after the last one. */
  public ResetNote nextWindow() {
    return cuts.at() + 2 < cuts.edges().size()
        ? new ResetNote(from, newest, 0, 0, new Cuts(cuts.edges(), cuts.at() + 1))
        : null;
  }

  static ResetNote of(JsonObject json) {
    if (json == null) {
      return NONE;
    }
    JsonObject newest = json.object("newest");
    List<String> edges = json.list("edges").stream().map(String.class::cast).toList();
    return new ResetNote(
        (String) json.get("from"),
        newest == null
            ? null
            : new CursorMark((String) newest.get("value"), (Long) newest.get("order")),
        (Long) json.get("records"),
        (Long) json.get("repeats"),
        edges.isEmpty() ? UNCUT : new Cuts(edges, Math.toIntExact((Long) json.get("at"))));
  }

  JsonObject json() {
    JsonObject json = JsonObject.of("records", records, "repeats", repeats);
    if (from != null) {
      json.put("from", from);
    }
    if (newest != null) {
      json.put("newest", JsonObject.of("value", newest.value(), "order", newest.order()));
    }
    if (!cuts.isNone()) {
      json.put("edges", cuts.edges()).put("at", (long) cuts.at());
    }
    return json;
  }
}
