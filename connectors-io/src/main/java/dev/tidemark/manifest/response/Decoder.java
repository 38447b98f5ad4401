package dev.tidemark.manifest.response;

/**
 * Turns a body into the elements that records are extracted from. Safe for any number of threads.
 */
public interface Decoder {
  /** What pagination may do with bodies of a decoder. */
  enum Paging {
    /** Look into them. */
    SEEING,
    /** Go on from page to page, but without a look at the body: it sees an empty one. */
    BLIND,
    /** Nothing: there is one page. */
    NONE
  }

  /** The elements; throws where the body, as far as it is looked at, is not what is read here. */
  Elements open(Answer answer) throws Undecodable;

  Paging paging();
}
