package dev.tidemark.manifest.auth.token;

import java.time.Duration;
import java.time.Instant;

/**
 * A token, and until when it is taken to be good.
 *
 * @param token what requests show
 * @param end when another one is needed
 */
public record Grant(String token, Instant end) {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /**
   * A token that the source will refuse after a moment. It is given up a little sooner: one that
   * ends while a request is on its way fails the stream.
   */
  public static Grant until(String token, Instant now, Instant end) {
    Duration tenth = Duration.between(now, end).dividedBy(10);
    Duration margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
    return new Grant(token, margin.isNegative() ? end : end.minus(margin));
  }

  boolean isGoodAt(Instant now) {
    return !now.isAfter(end);
  }

  @Override
  public String toString() {
    return "a token until " + end;
  }
}
