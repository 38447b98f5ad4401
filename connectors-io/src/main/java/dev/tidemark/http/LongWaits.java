package dev.tidemark.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells of waits that someone might wonder at. Of all who wait at the same time for the same
 * account, one tells.
 */
final class LongWaits {
  private static final System.Logger LOGGER = System.getLogger(LongWaits.class.getName());
  private static final Duration LONG = Duration.ofSeconds(5);

  private Instant toldUntil = Instant.MIN;

  private LongWaits() {}

  static LongWaits of(Account account) {
    return account.common("long waits", LongWaits.class, LongWaits::new);
  }

  void tell(Request request, Verdict verdict, Duration wait, Instant now) {
    if (wait.compareTo(LONG) >= 0 && isFirst(now, now.plus(wait))) {
      String what = request.label() + ": " + verdict.message();
      LOGGER.log(
          Level.WARNING, Masking.mask(what) + "; trying again in " + wait.toSeconds() + " s");
    }
  }

  private synchronized boolean isFirst(Instant now, Instant until) {
    boolean isFirst = !now.isBefore(toldUntil);
    toldUntil = isFirst ? until : toldUntil;
    return isFirst;
  }
}
