package dev.tidemark.sync.follow;

import dev.tidemark.source.Packed;
import dev.tidemark.sync.Launch;
import dev.tidemark.sync.SyncJob;
import java.time.Duration;
import java.time.Instant;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * Follows groups of streams, turn after turn, without end: reads from the tidemark to the present,
 * stages, commits, and waits. Its watermark is the tidemark, below which all is committed.
 */
@DoFn.UnboundedPerElement
final class Follow extends DoFn<Group, Void> {
  private static final long serialVersionUID = 1;

  /** How long it rests when there was nothing to do, or nothing is to be begun any more. */
  private static final long REST_MILLIS = 200;

  private final String pipeline;
  private final Packed<SyncJob> job;
  private final boolean recovers;
  private final int readers;
  private transient Turns turns;

  /**
   * @param pipeline the id of the pipeline that it is part of
   */
  Follow(String pipeline, Launch launch) {
    this.pipeline = pipeline;
    this.job = Packed.of(launch.job());
    this.recovers = launch.runner().recovers();
    this.readers = launch.readers();
  }

  @Setup
  public void setup() {
    turns = new Turns(job.get(), recovers, readers);
  }

  @Teardown
  public void teardown() throws Exception {
    if (turns != null) {
      turns.close();
    }
  }

  @GetInitialRestriction
  public Standing initialRestriction() {
    return Standing.START;
  }

  @GetRestrictionCoder
  public Coder<Standing> restrictionCoder() {
    return SerializableCoder.of(Standing.class);
  }

  @NewTracker
  public StandingTracker newTracker(@Restriction Standing standing) {
    return new StandingTracker(standing);
  }

  @GetSize
  public double size(@Restriction Standing standing) {
    return standing.stop() ? 0 : 1;
  }

  @GetInitialWatermarkEstimatorState
  public org.joda.time.Instant initialWatermark() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual newWatermarkEstimator(
      @WatermarkEstimatorState org.joda.time.Instant watermark) {
    return new WatermarkEstimators.Manual(watermark);
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element Group group,
      RestrictionTracker<Standing, Standing> tracker,
      ManualWatermarkEstimator<org.joda.time.Instant> watermark) {
    Standing standing = tracker.currentRestriction();
    if (standing.stop()) {
      return ProcessContinuation.stop();
    }
    boolean isDue = !Instant.now().isBefore(standing.due());
    Standing next = isDue ? advance(group, standing) : standing;
    if (!tracker.tryClaim(next)) {
      return ProcessContinuation.stop();
    }
    Turns.watermark(next).ifPresent(reached -> advance(watermark, reached.toEpochMilli()));
    long rest = next.id().equals(standing.id()) ? REST_MILLIS : 0;
    long wait = Math.max(rest, Duration.between(Instant.now(), next.due()).toMillis());
    return ProcessContinuation.resume().withResumeDelay(org.joda.time.Duration.millis(wait));
  }

  private Standing advance(Group group, Standing standing) {
    if (!Door.enter(pipeline)) {
      return standing;
    }
    try {
      return turns.advance(group, standing);
    } finally {
      Door.leave(pipeline);
    }
  }

  private static void advance(ManualWatermarkEstimator<org.joda.time.Instant> watermark, long to) {
    org.joda.time.Instant reached = org.joda.time.Instant.ofEpochMilli(to);
    if (reached.isAfter(watermark.currentWatermark())) {
      watermark.setWatermark(reached);
    }
  }
}
