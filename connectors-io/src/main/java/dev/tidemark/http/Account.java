package dev.tidemark.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The budget of one account: how many requests it may make, and until when it was told to wait. All
 * streams that use the account share one instance in a process.
 *
 * <p>A request holds its place in a rate's window from before it is sent until the window's length
 * after its answer arrived. The server counted it somewhere between; so whatever the network does
 * to the spacing of requests, the server never sees more than the rate in any window of its own.
 */
public final class Account {
  private static final Map<Key, Account> ACCOUNTS = new ConcurrentHashMap<>();

  private record Key(String name, Time time) {}

  private final String name;
  private final Time time;
  private final List<Window> windows;
  private final Map<String, Object> common = new ConcurrentHashMap<>();
  private Instant pausedUntil = Instant.MIN;

  public Account(List<Rate> rates, Time time) {
    this("", rates, time);
  }

  private Account(String name, List<Rate> rates, Time time) {
    this.name = name;
    this.windows = rates.stream().map(Window::new).toList();
    this.time = time;
  }

  /** The account of that name in this process; the first caller's rates hold. */
  public static Account shared(String name, List<Rate> rates, Time time) {
    return ACCOUNTS.computeIfAbsent(new Key(name, time), key -> new Account(name, rates, time));
  }

  /** Tells it from all other accounts, and is the same in every process; holds no secret. */
  public String name() {
    return name;
  }

  /** The clock that its requests go by. */
  public Time time() {
    return time;
  }

  /** What all who use the account share beside its budget, made by whoever asks first. */
  public <T> T common(String name, Class<T> type, Supplier<T> maker) {
    return type.cast(common.computeIfAbsent(name, n -> maker.get()));
  }

  /**
   * Waits until one more request may be sent, and takes its place; {@link #release} must follow.
   *
   * @return how long it waited
   */
  public Duration acquire() throws InterruptedException {
    long started = time.nanos();
    while (true) {
      Duration wait;
      synchronized (this) {
        wait = waitNeeded();
        if (wait.isZero()) {
          windows.forEach(window -> window.pending++);
          return Duration.ofNanos(time.nanos() - started);
        }
      }
      time.sleep(wait);
    }
  }

  /** The answer to an acquired request has arrived, or will never. */
  public synchronized void release() {
    long now = time.nanos();
    for (Window window : windows) {
      window.pending--;
      window.answered.addLast(now);
    }
  }

  /** No request of the account before {@code until}, whoever sends it. */
  public synchronized void pauseUntil(Instant until) {
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }

  private Duration waitNeeded() {
    Instant clock = time.now();
    Duration wait =
        pausedUntil.isAfter(clock) ? Duration.between(clock, pausedUntil) : Duration.ZERO;
    long now = time.nanos();
    for (Window window : windows) {
      Duration forWindow = window.waitNeeded(now);
      wait = forWindow.compareTo(wait) > 0 ? forWindow : wait;
    }
    return wait;
  }

  /** Requests that count against one rate. */
  private static final class Window {
    /** Looked at again after this long when all places are held by requests under way. */
    private static final Duration POLL = Duration.ofMillis(5);

    private final int limit;
    private final long length;
    private final Deque<Long> answered = new ArrayDeque<>();
    private int pending;

    Window(Rate rate) {
      limit = rate.requests();
      length = rate.per().toNanos();
    }

    Duration waitNeeded(long now) {
      while (!answered.isEmpty() && now - answered.peekFirst() > length) {
        answered.removeFirst();
      }
      if (answered.size() + pending < limit) {
        return Duration.ZERO;
      }
      return answered.isEmpty()
          ? POLL
          : Duration.ofNanos(length - (now - answered.peekFirst()) + 1);
    }
  }
}
