package dev.tidemark.sync.follow;

import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;

/**
 * Tracks turns without end. While one is being carried out nobody knows how it will end, so a split
 * is possible only between two calls.
 */
final class StandingTracker extends RestrictionTracker<Standing, Standing> {
  private Standing current;
  private Standing reached;
  private boolean finished;

  StandingTracker(Standing standing) {
    this.current = standing;
    this.finished = standing.stop();
  }

  @Override
  public synchronized boolean tryClaim(Standing standing) {
    reached = standing;
    return !finished;
  }

  @Override
  public synchronized Standing currentRestriction() {
    return current;
  }

  @Override
  public synchronized SplitResult<Standing> trySplit(double fraction) {
    if (finished || reached == null) {
      return null;
    }
    Standing rest = reached;
    current = rest.stopped();
    finished = true;
    return SplitResult.of(current, rest);
  }

  @Override
  public synchronized void checkDone() {
    if (!finished) {
      throw new IllegalStateException("turns never end, and this one was not handed on");
    }
  }

  @Override
  public IsBounded isBounded() {
    return IsBounded.UNBOUNDED;
  }
}
