package dev.tidemark.manifest.retriever;

/** Which requests have what a slice adds to a request. */
public enum SliceInputs {
  EVERY_PAGE,
  /** Only those without a page token: the token says it all. */
  FIRST_PAGE,
  NONE
}
