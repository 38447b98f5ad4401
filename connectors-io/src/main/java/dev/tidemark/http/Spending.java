package dev.tidemark.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is spent of a quota. For one thread at a time. */
final class Spending {
  private final Quota quota;
  private final List<Window> windows;
  private final Duration longest;

  /** What is waited where an answer says that nothing is left, but not until when. */
  private final Duration usual;

  private int underWay;

  /** So many more until that moment, as the last answers said; null if they said nothing. */
  private int left;

  private Instant until;

  Spending(Quota quota) {
    this.quota = quota;
    this.windows = quota.rates().stream().map(Window::new).toList();
    this.usual = quota.rates().isEmpty() ? Duration.ZERO : quota.rates().get(0).per();
    this.longest =
        quota.rates().stream().map(Rate::per).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  int weight(Request request) {
    return quota.weight().applyAsInt(request);
  }

  Duration waitNeeded(int weight, double share, Instant clock, long now) {
    Duration wait =
        until != null && left < weight && clock.isBefore(until)
            ? Duration.between(clock, until)
            : Duration.ZERO;
    for (Window window : windows) {
      Duration forWindow = window.waitNeeded(weight, share, now);
      wait = forWindow.compareTo(wait) > 0 ? forWindow : wait;
    }
    return wait;
  }

  void take(int weight) {
    windows.forEach(window -> window.take(weight));
    underWay += weight;
    left = until == null ? 0 : left - weight;
  }

  void release(int weight, long now) {
    windows.forEach(window -> window.release(weight, now));
    underWay -= weight;
  }

  /**
   * Notes what the answer to a request said. Whether it counted the others that are under way is
   * not known, so it is taken not to have.
   */
  void told(Told told, int weight, Instant clock) {
    if (told.left() == null || windows.isEmpty() || (told.reset() == null && told.left() > 0)) {
      return;
    }
    Instant reset = told.reset() == null ? clock.plus(usual) : told.reset();
    Instant latest = clock.plus(longest);
    Instant end = reset.isAfter(latest) ? latest : reset;
    int more = told.left() - (underWay - weight);
    if (end.isAfter(clock)) {
      boolean isSameWindow = until != null && clock.isBefore(until);
      left = isSameWindow ? Math.min(left, more) : more;
      until = isSameWindow && until.isAfter(end) ? until : end;
    }
  }
}
