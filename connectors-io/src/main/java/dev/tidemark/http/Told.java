package dev.tidemark.http;

import java.time.Instant;

/**
 * What an answer says is left of a quota.
 *
 * @param left how many requests, or null if it does not say
 * @param reset when there will be more, or null if it does not say
 */
public record Told(Integer left, Instant reset) {
  public static final Told NOTHING = new Told(null, null);
}
