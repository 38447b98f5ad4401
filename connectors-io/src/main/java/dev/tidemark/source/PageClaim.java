package dev.tidemark.source;

import dev.tidemark.model.PagePosition;

/**
 * What a reader tells the tracker: it wants to read a page, it wants to go on later, or there is
 * nothing more. Each claim also says that the page claimed before has been read.
 *
 * @param position the next page, or null where there is none
 * @param reads whether it is to be read now
 */
record PageClaim(PagePosition position, boolean reads) {
  static final PageClaim END = new PageClaim(null, false);

  static PageClaim read(PagePosition position) {
    return new PageClaim(position, true);
  }

  static PageClaim later(PagePosition position) {
    return new PageClaim(position, false);
  }
}
