package dev.tidemark.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The {@code Retry-After} promises given to clients, and who did not keep them. */
final class Pauses {
  private static final long UNDER_WAY_NANOS = Duration.ofMillis(250).toNanos();

  private final List<Pause> pauses = new ArrayList<>();

  /** A 429 is about to be sent: until it has been, no request can know of it. */
  synchronized Pause begin(Duration wait) {
    Pause pause = new Pause(wait);
    pauses.add(pause);
    return pause;
  }

  /** What an arrival breaks, or null. */
  synchronized String breach(long arrival) {
    pauses.removeIf(pause -> pause.isOver(arrival));
    return pauses.stream()
        .filter(pause -> pause.isBrokenBy(arrival))
        .findFirst()
        .map(pause -> pause.describe(arrival))
        .orElse(null);
  }

  static final class Pause {
    private final Duration wait;
    private final long given = System.nanoTime();
    private volatile boolean isSent;
    private volatile long sent;

    Pause(Duration wait) {
      this.wait = wait;
    }

    void sent() {
      sent = System.nanoTime();
      isSent = true;
    }

    private boolean isOver(long arrival) {
      return arrival - given >= wait.toNanos();
    }

    private boolean isBrokenBy(long arrival) {
      return isSent && !isOver(arrival) && arrival - sent > UNDER_WAY_NANOS;
    }

    private String describe(long arrival) {
      return "a request %d ms after a Retry-After of %d s"
          .formatted((arrival - given) / 1_000_000, wait.toSeconds());
    }
  }
}
