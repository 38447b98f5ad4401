package dev.tidemark.http;

import java.util.List;
import java.util.function.Function;

/**
 * How many requests an account may be sent.
 *
 * @param quotas the first one that counts a request governs it; what none counts is free
 * @param reader what an answer says of the quota that its request fell under
 * @param atOnce how many may be under way at once
 */
public record Budget(List<Quota> quotas, Function<Reply, Told> reader, int atOnce) {
  public static final Budget UNLIMITED = new Budget(List.of(), reply -> Told.NOTHING);

  public Budget(List<Quota> quotas, Function<Reply, Told> reader) {
    this(quotas, reader, Integer.MAX_VALUE);
  }

  public Budget {
    quotas = List.copyOf(quotas);
  }

  /** The same, with so many requests under way at once at most. */
  public Budget withAtOnce(int requests) {
    return new Budget(quotas, reader, requests);
  }

  /** All requests together within these rates. */
  public static Budget of(List<Rate> rates) {
    return rates.isEmpty()
        ? UNLIMITED
        : new Budget(List.of(new Quota(request -> 1, rates)), reply -> Told.NOTHING);
  }
}
