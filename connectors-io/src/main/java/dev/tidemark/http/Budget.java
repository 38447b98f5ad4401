package dev.tidemark.http;

import java.util.List;
import java.util.function.Function;

/**
 * How many requests an account may be sent.
 *
 * @param quotas the first one that counts a request governs it; what none counts is free
 * @param reader what an answer says of the quota that its request fell under
 */
public record Budget(List<Quota> quotas, Function<Reply, Told> reader) {
  public static final Budget UNLIMITED = new Budget(List.of(), reply -> Told.NOTHING);

  public Budget {
    quotas = List.copyOf(quotas);
  }

  /** All requests together within these rates. */
  public static Budget of(List<Rate> rates) {
    return rates.isEmpty()
        ? UNLIMITED
        : new Budget(List.of(new Quota(request -> 1, rates)), reply -> Told.NOTHING);
  }
}
