package dev.tidemark.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
  /** Looked at again after this long when as many requests are under way as may be. */
  private static final Duration POLL = Duration.ofMillis(1);

  private static final Map<Key, Account> ACCOUNTS = new ConcurrentHashMap<>();

  private record Key(String name, Time time) {}

  private final String name;
  private final Time time;
  private final Budget budget;
  private final List<Spending> spendings;
  private final Map<String, Object> common = new ConcurrentHashMap<>();
  private Instant pausedUntil = Instant.MIN;
  private int readers = 1;
  private int readersHere;
  private int partsHere;
  private int underWay;

  public Account(Budget budget, Time time) {
    this("", budget, time);
  }

  private Account(String name, Budget budget, Time time) {
    this.name = name;
    this.budget = budget;
    this.spendings = budget.quotas().stream().map(Spending::new).toList();
    this.time = time;
  }

  /** The account of that name in this process; the first caller's budget holds. */
  public static Account shared(String name, Budget budget, Time time) {
    return ACCOUNTS.computeIfAbsent(new Key(name, time), key -> new Account(name, budget, time));
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
   * Waits until the request may be sent, and takes its place; {@link Place#close} must follow once
   * its answer has arrived, or never will.
   */
  public Place take(Request request) throws InterruptedException {
    Spending spending = governing(request);
    int weight = spending == null ? 0 : spending.weight(request);
    long started = time.nanos();
    while (true) {
      Duration wait;
      synchronized (this) {
        wait = waitNeeded(spending, weight);
        if (wait.isZero()) {
          underWay++;
          if (spending != null) {
            spending.take(weight);
          }
          return new Place(spending, weight, Duration.ofNanos(time.nanos() - started));
        }
      }
      time.sleep(wait);
    }
  }

  /**
   * From now on the account is used by so many readers in any number of processes, and one more of
   * them is in this one: it may spend the part of those that it has. Readers that are gone leave
   * their parts to the others of their process, while there are any. What is not used of a part is
   * not used at all; but no word need pass between processes, and together they never spend more
   * than all.
   *
   * @return to be closed when the reader is gone
   */
  public synchronized AutoCloseable join(int all) {
    readers = all;
    readersHere++;
    partsHere = Math.max(partsHere, readersHere);
    return this::leave;
  }

  private synchronized void leave() {
    readersHere--;
    if (readersHere == 0) {
      partsHere = 0;
    }
  }

  /** Whoever lists slices or looks around has no reader yet, or none any more. */
  private double share() {
    return Math.min(1, Math.max(1, partsHere) / (double) readers);
  }

  private Spending governing(Request request) {
    return spendings.stream().filter(s -> s.weight(request) > 0).findFirst().orElse(null);
  }

  /** No request of the account before {@code until}, whoever sends it. */
  public synchronized void pauseUntil(Instant until) {
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }

  private Duration waitNeeded(Spending spending, int weight) {
    Instant clock = time.now();
    Duration pause =
        pausedUntil.isAfter(clock) ? Duration.between(clock, pausedUntil) : Duration.ZERO;
    Duration crowd = underWay < Math.max(1, budget.atOnce() * share()) ? Duration.ZERO : POLL;
    Duration wait =
        spending == null ? crowd : spending.waitNeeded(weight, share(), clock, time.nanos());
    return Collections.max(List.of(wait, crowd, pause));
  }

  /** The place in the budget that a request holds while it is under way. For one thread. */
  public final class Place implements AutoCloseable {
    private final Spending spending;
    private final int weight;
    private final Duration waited;
    private boolean held = true;

    private Place(Spending spending, int weight, Duration waited) {
      this.spending = spending;
      this.weight = weight;
      this.waited = waited;
    }

    /** How long it took to get. */
    public Duration waited() {
      return waited;
    }

    /** Takes notice of what the answer says of the budget. */
    void heard(Reply reply) {
      synchronized (Account.this) {
        if (spending != null) {
          spending.told(budget.reader().apply(reply), weight, time.now());
        }
      }
    }

    @Override
    public void close() {
      synchronized (Account.this) {
        if (!held) {
          return;
        }
        held = false;
        underWay--;
        if (spending != null) {
          spending.release(weight, time.nanos());
        }
      }
    }
  }
}
