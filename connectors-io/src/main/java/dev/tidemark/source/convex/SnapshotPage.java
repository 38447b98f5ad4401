package dev.tidemark.source.convex;

/**
 * Some documents of a table as of a moment.
 *
 * @param page the documents
 * @param snapshot the moment
 * @param following the cursor of the next page, or null after the last
 */
record SnapshotPage(Page page, long snapshot, String following) {
  /** Whether it says that there is nothing at all. */
  boolean isBare() {
    return page.isEmpty() && following == null;
  }
}
