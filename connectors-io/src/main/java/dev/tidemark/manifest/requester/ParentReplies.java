package dev.tidemark.manifest.requester;

import java.time.Instant;

/**
 * What parent streams answered in the sync that is under way, so that several children have them
 * asked once. Safe for any number of threads.
 */
public final class ParentReplies {
  private Instant sync = Instant.MIN;
  private Replies replies = new Replies();

  /** Those of the sync that began then; those of any before are forgotten. */
  synchronized Replies of(Instant began) {
    if (began.isAfter(sync)) {
      sync = began;
      replies = new Replies();
    }
    return began.equals(sync) ? replies : new Replies();
  }
}
