package dev.tidemark.http;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The rates for requests of some kind; all of them hold at once.
 *
 * @param weight how many requests of the rates a request counts as; 0 if it is of another kind
 * @param rates empty for no limit
 */
public record Quota(ToIntFunction<Request> weight, List<Rate> rates) {
  public Quota {
    rates = List.copyOf(rates);
  }
}
