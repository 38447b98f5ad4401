package dev.tidemark.simulator;

import java.time.Clock;

/** The requests under way, where an API limits how many that may be. */
final class Lanes {
  private final int most;
  private final Clock clock;
  private int underWay;

  Lanes(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /** A request has arrived; answers what that breaks, or null. */
  synchronized String enter() {
    underWay++;
    return underWay > most ? underWay + " requests at once; the limit is " + most : null;
  }

  /** Its answer leaves; whoever gets it may send the next one. */
  synchronized void leave() {
    underWay--;
  }

  synchronized Quota quota() {
    return new Quota(most, Math.max(0, most - underWay), clock.instant());
  }
}
