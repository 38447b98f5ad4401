package dev.tidemark.destination.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.InterruptedLoad;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.blob.Blobs;
import dev.tidemark.destination.blob.S3Blobs;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.s3.S3Access;
import dev.tidemark.s3.S3Clients;
import dev.tidemark.shape.Contract;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.s3.S3Controls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BucketDestinationTest extends DestinationContract {
  private static final Network QUICK = Network.DIRECT.withFirstBackoff(Duration.ofMillis(1));

  @TempDir Path folder;

  private Simulator simulator = start(SimulatorOptions.defaults());
  private S3Controls bucket = simulator.controls(S3Controls.class);

  private static Simulator start(SimulatorOptions options) {
    return Simulators.start("s3", options.withSize(0).withMaxPageSize(50).withoutRateLimit());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Override
  protected DestinationRef ref() {
    return ref("crm");
  }

  private DestinationRef ref(String prefix) {
    SealedConfig options =
        SealedConfig.of(config(simulator), Set.of("aws_secret_access_key"), Map.of());
    return DestinationRef.of("parquet:s3://demo-bucket/" + prefix, null, options);
  }

  private static JsonObject config(Simulator simulator) {
    return JsonObject.of(
        "aws_access_key_id",
        "demo",
        "aws_secret_access_key",
        "a secret that is long",
        "endpoint",
        simulator.url(),
        "region_name",
        "us-east-1");
  }

  private Blobs blobs(String prefix) {
    return new S3Blobs(
        new S3Clients(S3Access.of(config(simulator)), QUICK), "demo-bucket", prefix + "/");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aWorkerMayDieAtAnyRequest(Strategy strategy) {
    int steps = new InterruptedLoad(strategy).interruptEverywhere(this::place);
    assertThat(steps).isGreaterThan(50);
  }

  private InterruptedLoad.Place place(int number) {
    String prefix = "place" + number;
    return new InterruptedLoad.Place() {
      @Override
      public Supplier<Destination> mortal(int step) {
        return () -> open(Dying.of(Blobs.class, blobs(prefix), step), prefix);
      }

      @Override
      public Supplier<Destination> healthy() {
        return () -> open(blobs(prefix), prefix);
      }

      @Override
      public void close() {
        bucket.clear();
      }
    };
  }

  private Destination open(Blobs blobs, String prefix) {
    return ParquetProvider.open(
        new BucketStore(blobs, new Scratch(folder, 1 << 20), true), ref(prefix));
  }

  @Test
  void answersThatAreLostAreLookedUp() {
    FaultPlan lost = FaultPlan.none();
    for (int request = 2; request < 200; request += 3) {
      lost = lost.on("/demo-bucket*", request, FaultKind.CONNECTION_RESET);
    }
    try (Destination unlucky = open(blobs("lost"), "lost")) {
      simulator.faults(lost);
      Loads loads = new Loads(unlucky);
      Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
      for (int page = 0; page < 4; page++) {
        loads.stage(run, Loads.whole(), page, page == 3, "{\"id\":" + page + "}");
        loads.committer(run).commitStaged();
      }
      loads.committer(run).complete();
      assertThat(loads.ids()).containsExactly(0L, 1L, 2L, 3L);
    }
  }
}
