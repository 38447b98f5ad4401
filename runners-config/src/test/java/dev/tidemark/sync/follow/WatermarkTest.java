package dev.tidemark.sync.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.Launch;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.SyncJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watermark of a continuous sync, step by step, as a runner would take it. */
class WatermarkTest {
  private static final String STREAM = "activities";
  private static final int GROWTHS = 3;

  @TempDir Path folder;

  @Test
  void itFollowsTheTidemarkAndNeverPassesIt() throws Exception {
    try (Simulator simulator =
            Simulators.start(
                "chartmogul", SimulatorOptions.defaults().withSize(300).withoutRateLimit());
        Job job = job(simulator)) {
      Follow follow =
          new Follow("watermark", new Launch(job.syncJob(), RunnerSupport.named("direct")));
      follow.setup();
      Group group = new Group(List.of(StreamChoice.of(STREAM)));
      WatermarkEstimators.Manual watermark =
          follow.newWatermarkEstimator(follow.initialWatermark());
      Standing standing = follow.initialRestriction();
      NavigableSet<Long> tidemarks = new TreeSet<>();
      NavigableSet<Long> watermarks = new TreeSet<>();
      for (int i = 0; tidemarks.size() < GROWTHS || watermarks.last() < tidemarks.last(); i++) {
        StandingTracker tracker = follow.newTracker(standing);
        follow.process(group, tracker, watermark);
        standing = tracker.trySplit(0).getResidual();
        long committed = committed(job.syncJob());
        long reached = watermark.currentWatermark().getMillis();
        assertThat(reached).as("after call %d", i).isLessThanOrEqualTo(committed);
        tidemarks.add(committed);
        watermarks.add(reached);
        if (tidemarks.size() < GROWTHS) {
          simulator.grow(20);
        }
      }
      follow.teardown();
      assertThat(watermarks.first()).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis());
      assertThat(watermarks.tailSet(0L)).isSubsetOf(tidemarks).hasSizeGreaterThan(1);
    }
  }

  private Job job(Simulator simulator) throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        String.join(
            "\n",
            "source: chartmogul",
            "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
            "streams: [" + STREAM + "]",
            "destination: duckdb:" + folder.resolve("out.duckdb"),
            "poll: 1ms",
            "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}"));
    return JobFile.load(file, Map.of());
  }

  /** The time of the committed cursor, in milliseconds. */
  private static long committed(SyncJob job) {
    try (Destination destination = job.destination().open(Access.READ)) {
      return destination.states(job.connection()).get(STREAM).tidemark().cursor().order() / 1_000;
    }
  }
}
