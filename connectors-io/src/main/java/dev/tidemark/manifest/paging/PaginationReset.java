package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.model.Interval;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * What happens when paging must begin anew within a slice: the source asks for it, or has given as
 * many records as it ever does.
 */
public final class PaginationReset {
  private enum Action {
    /** The rest of the slice is read, from the newest cursor seen on. */
    SPLIT_USING_CURSOR,
    /** All of it is read again, once. */
    RESET,
    /**
     * Its window is halved, and each half read for itself. The language does not know this; it is
     * for sources that begin with their newest records.
     */
    HALVE_WINDOW
  }

  /** What holds where a manifest says nothing. */
  public static final PaginationReset DEFAULT = new PaginationReset(Action.RESET, Long.MAX_VALUE);

  private static final List<String> ACTIONS =
      List.of("SPLIT_USING_CURSOR", "RESET", "HALVE_WINDOW");

  private final Action action;
  private final long limit;

  private PaginationReset(Action action, long limit) {
    this.action = action;
    this.limit = limit;
  }

  /**
   * How a retriever says it.
   *
   * @param hasCursor whether its stream has one; without, a slice can't be split
   */
  public static PaginationReset of(Component retriever, boolean hasCursor) {
    return retriever
        .optional("pagination_reset")
        .map(
            component ->
                Registry.<PaginationReset>of("a pagination reset")
                    .with("PaginationReset", reset -> compile(retriever, reset, hasCursor))
                    .make(component))
        .orElse(DEFAULT);
  }

  private static PaginationReset compile(
      Component retriever, Component component, boolean hasCursor) {
    String word = component.choice("action", ACTIONS, "RESET");
    if (word.equals("HALVE_WINDOW") && !hasCursor) {
      component.flaw("action", "needs a stream with incremental_sync");
    }
    Action action = hasCursor ? Action.valueOf(word) : Action.RESET;
    Component limits = component.optional("limits").orElse(null);
    if (limits == null) {
      return new PaginationReset(action, Long.MAX_VALUE);
    }
    if (retriever.optional("record_selector").filter(s -> s.has("record_filter")).isPresent()) {
      component.flaw("limits", "can't be had together with a record_filter");
    }
    return new PaginationReset(action, limits.number("number_of_records", Long.MAX_VALUE));
  }

  /** Whether positions must carry a {@link ResetNote} from page to page. */
  public boolean observes() {
    return action != Action.RESET || limit < Long.MAX_VALUE;
  }

  /** Whether the source has given as many records as it does. */
  public boolean isDue(ResetNote note) {
    return note.records() >= limit;
  }

  /**
   * The note to begin anew with. Its {@code repeats} are zero where nothing that was read is read
   * again but the edge of a window.
   *
   * @param range of the slice, or null if it has none
   * @param middle tells the middle of two values of the cursor
   * @throws Problem if the same was tried before
   */
  public ResetNote reset(ResetNote note, Interval range, BinaryOperator<String> middle) {
    return switch (action) {
      case HALVE_WINDOW -> halved(note, range, middle);
      case SPLIT_USING_CURSOR -> moved(note, range);
      case RESET -> {
        if (note.repeats() > 0) {
          throw Problem.source("paging must begin anew a second time within one slice");
        }
        yield new ResetNote(note.from(), note.newest(), 0, 1, ResetNote.UNCUT);
      }
    };
  }

  private static ResetNote moved(ResetNote note, Interval range) {
    String before = note.from() == null ? range.start() : note.from();
    if (note.newest() == null || Objects.equals(note.newest().value(), before)) {
      throw Problem.source(
          "paging must begin anew, but no record is newer than where the slice begins already");
    }
    return new ResetNote(note.newest().value(), note.newest(), 0, 0, ResetNote.UNCUT);
  }

  /** Windows that were read to their end stay read, unless some of this one has been read too. */
  private static ResetNote halved(ResetNote note, Interval range, BinaryOperator<String> middle) {
    ResetNote.Cuts cuts = note.cuts();
    List<String> edges =
        new ArrayList<>(cuts.isNone() ? List.of(range.start(), range.end()) : cuts.edges());
    String from = edges.get(cuts.at());
    String to = edges.get(cuts.at() + 1);
    String half = middle.apply(from, to);
    if (half.equals(from) || half.equals(to)) {
      throw Problem.source(
          "the window from " + from + " to " + to + " holds too much, and can't be made shorter");
    }
    edges.add(cuts.at() + 1, half);
    boolean isUnread = note.records() == 0;
    ResetNote.Cuts more = new ResetNote.Cuts(edges, isUnread ? cuts.at() : 0);
    return new ResetNote(null, note.newest(), 0, isUnread ? 0 : 1, more);
  }
}
