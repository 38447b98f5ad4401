package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;

/**
 * Tracks the pages of a slice. While a page is on its way nobody knows what the next one is called,
 * so a split is only possible between two pages; asked for in between, it is refused, and the
 * reader itself stops soon after (see {@link ReadPages}).
 */
final class PageTracker extends RestrictionTracker<PageRange, PageClaim> {
  private PageRange range;

  /** The first page that is not claimed; null while the page before it is on its way. */
  private PagePosition unclaimed;

  private boolean finished;

  PageTracker(PageRange range) {
    this.range = range;
    this.unclaimed = range.from();
    this.finished = range.stop();
  }

  @Override
  public synchronized boolean tryClaim(PageClaim claim) {
    if (finished) {
      return false;
    }
    unclaimed = claim.reads() ? null : claim.position();
    finished = claim.position() == null;
    return true;
  }

  @Override
  public synchronized PageRange currentRestriction() {
    return range;
  }

  @Override
  public synchronized SplitResult<PageRange> trySplit(double fraction) {
    if (finished || unclaimed == null) {
      return null;
    }
    PageRange rest = PageRange.from(unclaimed);
    range = new PageRange(unclaimed, true);
    finished = true;
    return SplitResult.of(range, rest);
  }

  @Override
  public synchronized void checkDone() {
    if (!finished) {
      throw new IllegalStateException("the slice has pages that were neither read nor handed on");
    }
  }

  @Override
  public IsBounded isBounded() {
    return IsBounded.BOUNDED;
  }
}
