package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Registry;

/** Finds the token of the next page. Safe for any number of threads. */
public interface PagingStrategy {
  Registry<PagingStrategy> REGISTRY =
      Registry.<PagingStrategy>of("a pagination strategy")
          .with("PageIncrement", PageIncrement::new)
          .with("OffsetIncrement", OffsetIncrement::new)
          .with("CursorPagination", CursorPagination::new)
          .withCustom("CustomPaginationStrategy", PagingStrategy.class);

  /** The token of the first page, or null where that is asked for without one. */
  Object first();

  /** The token of the page after {@code seen}; null or anything false where there is none. */
  Object next(PageSeen seen);

  /** Whether {@link #next} needs the records as they are after transformations. */
  boolean readsRecords();

  /** Whether {@link #next} looks into the body. */
  boolean readsResponse();

  /** What a request says it wants at most, or null. */
  Object pageSize();
}
