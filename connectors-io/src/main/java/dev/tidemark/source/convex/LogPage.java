package dev.tidemark.source.convex;

/**
 * All that changed within a stretch of time.
 *
 * @param page the documents, in the order of time
 * @param upTo the end of the stretch
 * @param hasMore whether the log goes on after it
 */
record LogPage(Page page, long upTo, boolean hasMore) {}
