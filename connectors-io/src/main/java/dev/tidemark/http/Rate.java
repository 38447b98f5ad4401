package dev.tidemark.http;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * At most so many requests in any interval of that length.
 *
 * @param requests how many
 * @param per in which time
 */
public record Rate(int requests, Duration per) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public Rate {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a rate allows at least one request in some time");
    }
  }
}
