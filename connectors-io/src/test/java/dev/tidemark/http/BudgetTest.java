package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The budget as the server sees it, which has a window of its own and a clock of its own. */
final class BudgetTest {
  private static final int THREADS = 16;

  @Test
  void sixteenThreadsNeverExceedARate() throws Exception {
    Rate rate = new Rate(20, Duration.ofMillis(250));
    List<Long> arrivals = arrivals(List.of(rate), 160, 0);
    assertThat(arrivals).hasSize(160);
    assertThat(mostInOneWindow(arrivals, rate)).isLessThanOrEqualTo(20);
  }

  @Test
  void sixteenThreadsNeverExceedAnyOfSeveralRates() throws Exception {
    Rate narrow = new Rate(5, Duration.ofMillis(50));
    Rate wide = new Rate(20, Duration.ofMillis(500));
    List<Long> arrivals = arrivals(List.of(narrow, wide), 100, 0);
    assertThat(mostInOneWindow(arrivals, narrow)).isLessThanOrEqualTo(5);
    assertThat(mostInOneWindow(arrivals, wide)).isLessThanOrEqualTo(20);
  }

  @Test
  void retriesCountToo() throws Exception {
    Rate rate = new Rate(20, Duration.ofMillis(250));
    List<Long> arrivals = arrivals(List.of(rate), 60, 3);
    assertThat(arrivals).hasSizeGreaterThan(60);
    assertThat(mostInOneWindow(arrivals, rate)).isLessThanOrEqualTo(20);
  }

  /**
   * When requests arrived at the server, in order.
   *
   * @param failing every so many-th request is answered by an error; 0 for none
   */
  private static List<Long> arrivals(List<Rate> rates, int calls, int failing) throws Exception {
    Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    AtomicInteger count = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (TestServer server =
        TestServer.answering(
            exchange -> {
              arrivals.add(System.nanoTime());
              boolean fails = failing > 0 && count.incrementAndGet() % failing == 0;
              TestServer.reply(exchange, fails ? 503 : 200, "x");
            })) {
      Caller caller =
          new Caller(
              new Transport(Network.DIRECT),
              new Account(Budget.of(rates), Time.SYSTEM),
              Time.SYSTEM,
              new CallStats(),
              Duration.ofMillis(1));
      Judge judge =
          (reply, failures) -> reply.isError() ? Verdict.retry("again", null) : Verdict.ACCEPT;
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        all.add(() -> caller.call(() -> server.get("/"), judge, 100));
      }
      for (Future<Object> done : threads.invokeAll(all)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return arrivals.stream().sorted().toList();
  }

  private static int mostInOneWindow(List<Long> arrivals, Rate rate) {
    int most = 0;
    int first = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      while (arrivals.get(i) - arrivals.get(first) >= rate.per().toNanos()) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }
}
