package dev.tidemark.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What came in, in the order of arrival, and what was answered. */
final class RequestLog {
  private static final int MOST_KEPT = 100_000;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final Clock clock;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int count;
  private int beingSent;

  RequestLog(Clock clock) {
    this.clock = clock;
  }

  synchronized Entry arrived(Request request) {
    Entry entry = new Entry(request, clock.instant());
    entries.addLast(entry);
    count++;
    if (entries.size() > MOST_KEPT) {
      entries.removeFirst();
    }
    return entry;
  }

  /** To be called before the first byte of an answer: whoever has read one finds it in the log. */
  synchronized void answered(Entry entry, int status, FaultKind fault) {
    entry.status = status;
    entry.fault = fault;
    beingSent++;
  }

  synchronized void sent(Entry entry) {
    entry.sentNanos = System.nanoTime();
    beingSent--;
    notifyAll();
  }

  synchronized int count() {
    return count;
  }

  synchronized void clear() {
    entries.clear();
    count = 0;
  }

  synchronized List<RecordedRequest> requests() {
    awaitSending();
    return entries.stream().map(Entry::recorded).toList();
  }

  /**
   * A client may have the last byte a moment before its sender wakes up to note the time. The wait
   * ends by itself because a client that stops reading would keep an answer being sent for ever.
   */
  private void awaitSending() {
    long end = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
    try {
      while (beingSent > 0 && System.nanoTime() < end) {
        wait(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static final class Entry {
    private final Request request;
    private final Instant arrival;
    private int status;
    private long sentNanos;
    private FaultKind fault;

    private Entry(Request request, Instant arrival) {
      this.request = request;
      this.arrival = arrival;
    }

    private RecordedRequest recorded() {
      return new RecordedRequest(
          request.method(),
          request.path(),
          request.query(),
          request.headers(),
          request.body(),
          request.arrivalNanos(),
          arrival,
          status,
          sentNanos,
          fault);
    }
  }
}
