package dev.tidemark.manifest.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many jobs of a source may run at once. A job holds its slot from before it is asked for until
 * its end is seen, whoever reads the slice meanwhile; if nobody in this process reads it any
 * longer, until a given time. Safe for any number of threads.
 */
public final class JobSlots {
  private final int limit;
  private final Map<String, Instant> holders = new HashMap<>();

  public JobSlots(int limit) {
    this.limit = limit;
  }

  /** Takes a slot if one is free, or held by that job already. */
  synchronized boolean take(String job, Instant now, Instant until) {
    holders.values().removeIf(end -> end.isBefore(now));
    if (holders.size() >= limit && !holders.containsKey(job)) {
      return false;
    }
    holders.put(job, until);
    return true;
  }

  /** Takes a slot for a job that runs already. */
  synchronized void hold(String job, Instant until) {
    holders.put(job, until);
  }

  synchronized void free(String job) {
    holders.remove(job);
  }
}
