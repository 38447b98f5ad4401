package dev.tidemark.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Threads that wait for answers, many at a time. */
public final class Crew {
  private static final int THREADS = 32;
  private static final ThreadFactory DAEMONS =
      work -> {
        Thread thread = new Thread(work, "tidemark-s3");
        thread.setDaemon(true);
        return thread;
      };

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DAEMONS);

  public Crew() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** What becomes of each item, in their order; the first failure ends all. */
  public <A, B> List<B> each(List<A> items, Function<A, B> work) {
    if (items.size() == 1) {
      return List.of(work.apply(items.get(0)));
    }
    List<Future<B>> coming = new ArrayList<>();
    for (A item : items) {
      coming.add(threads.submit(() -> work.apply(item)));
    }
    List<B> done = new ArrayList<>();
    try {
      for (Future<B> one : coming) {
        done.add(one.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      coming.forEach(one -> one.cancel(true));
    }
  }
}
