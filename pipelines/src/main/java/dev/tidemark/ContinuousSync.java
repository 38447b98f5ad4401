package dev.tidemark;

import dev.tidemark.job.Job;
import dev.tidemark.problem.Problem;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncListener;
import dev.tidemark.sync.follow.Following;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A sync that brings what is new as it comes, in a thread of its own, until it is closed. Safe for
 * any number of threads.
 */
public final class ContinuousSync implements AutoCloseable {
  private final Sync sync;
  private final Work work;
  private List<StreamReport> streams = List.of();

  private ContinuousSync(Tidemark tidemark, RunnerSupport runner) {
    Job job = tidemark.job();
    this.sync = new Sync(job.syncJob(), runner, false, new Progress());
    this.work = new Work(job);
    Thread thread = new Thread(work, "tidemark-continuous");
    thread.setDaemon(true);
    thread.start();
  }

  static ContinuousSync start(Tidemark tidemark, RunnerSupport runner) {
    return new ContinuousSync(tidemark, runner);
  }

  private SyncResult run(Job job) {
    try (job) {
      job.prepare();
      return SyncResult.of(job.syncJob(), new Following(sync).run());
    }
  }

  /** How each stream stands. */
  public synchronized List<StreamReport> streams() {
    return streams;
  }

  /** The time up to which all that the source had is committed of every stream. */
  public synchronized Optional<Instant> upTo() {
    boolean isEach =
        streams.stream().allMatch(s -> s.followed() != null && s.followed().upTo() != null);
    return isEach
        ? streams.stream().map(s -> s.followed().upTo()).min(Instant::compareTo)
        : Optional.empty();
  }

  /**
   * Waits until all that the source had at a time is committed.
   *
   * @throws Problem if the sync has ended by then
   */
  public synchronized void awaitUpTo(Instant time) throws InterruptedException {
    while (upTo().filter(reached -> !reached.isBefore(time)).isEmpty()) {
      if (work.isDone()) {
        result();
        throw Problem.config("the continuous sync has been closed");
      }
      wait();
    }
  }

  /** Stops in order; what is staged by then is committed. */
  @Override
  public void close() {
    sync.cancel();
    result();
  }

  /** Stops in order, and says what it has done. */
  public SyncResult stop() {
    sync.cancel();
    return result();
  }

  private SyncResult result() {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while the sync was being stopped");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private synchronized void changed() {
    notifyAll();
  }

  /** The sync itself. */
  private final class Work extends FutureTask<SyncResult> {
    Work(Job job) {
      super(() -> ContinuousSync.this.run(job));
    }

    @Override
    protected void done() {
      changed();
    }
  }

  /** Keeps what is told. */
  private final class Progress implements SyncListener {
    @Override
    public void planned(List<StreamPlan> plans) {
      // What matters is told as progress.
    }

    @Override
    public void progress(List<StreamReport> reports) {
      synchronized (ContinuousSync.this) {
        streams = List.copyOf(reports);
        ContinuousSync.this.notifyAll();
      }
    }
  }
}
