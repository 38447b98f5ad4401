package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Objects;

/**
 * What happens when paging must begin anew within a slice: the source asks for it, or has given as
 * many records as it ever does. Either the rest of the slice is read, from the newest cursor seen
 * on, or all of it again.
 */
public final class PaginationReset {
  /** What holds where a manifest says nothing: a slice may be read again once. */
  public static final PaginationReset DEFAULT = new PaginationReset(false, Long.MAX_VALUE);

  private static final List<String> ACTIONS = List.of("SPLIT_USING_CURSOR", "RESET");

  private final boolean splits;
  private final long limit;

  private PaginationReset(boolean splits, long limit) {
    this.splits = splits;
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
    boolean splits = component.choice("action", ACTIONS, null).equals("SPLIT_USING_CURSOR");
    Component limits = component.optional("limits").orElse(null);
    if (limits == null) {
      return new PaginationReset(splits && hasCursor, Long.MAX_VALUE);
    }
    if (retriever.optional("record_selector").filter(s -> s.has("record_filter")).isPresent()) {
      component.flaw("limits", "can't be had together with a record_filter");
    }
    long limit = limits.number("number_of_records", Long.MAX_VALUE);
    return new PaginationReset(splits && hasCursor, limit);
  }

  /** Whether positions must carry a {@link ResetNote} from page to page. */
  public boolean observes() {
    return splits || limit < Long.MAX_VALUE;
  }

  /** Whether the source has given as many records as it does. */
  public boolean isDue(ResetNote note) {
    return note.records() >= limit;
  }

  /**
   * The note to begin anew with. Its {@code repeats} are zero where what follows is only the rest
   * of the slice.
   *
   * @param start of the slice, or null if it has none
   * @throws Problem if the same was tried before
   */
  public ResetNote reset(ResetNote note, String start) {
    boolean moves = splits && note.newest() != null;
    String before = note.from() == null ? start : note.from();
    String from = moves ? note.newest().value() : before;
    if (!Objects.equals(from, before)) {
      return new ResetNote(from, note.newest(), 0, 0);
    }
    long repeats = note.repeats() + 1;
    if (repeats >= (splits ? 1 : 2)) {
      throw Problem.source(
          splits
              ? "paging must begin anew, but no record is newer than where the slice begins already"
              : "paging must begin anew a second time within one slice");
    }
    return new ResetNote(note.from(), note.newest(), 0, repeats);
  }
}
