package dev.tidemark.sync;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.construction.PipelineTranslation;

/** All that a runner would be sent for a job, as text. */
public final class PipelineText {
  private PipelineText() {}

  /**
   * The pipeline's proto: as text, and its bytes, so that serialised functions are searched too.
   */
  public static String of(SyncJob job) {
    try (Destination destination = job.destination().open(Access.WRITE)) {
      Planner planner = new Planner(job, destination, false);
      List<StreamPlan> plans =
          Planner.selection(job, job.source().open()).entrySet().stream()
              .map(e -> planner.plan(e.getKey(), e.getValue(), "sync", Instant.now()))
              .toList();
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      StagePages staging = new StagePages(job.destination(), plans, true);
      SyncPipeline.build(pipeline, "sync", job.source(), job.destination(), plans, staging, 4, 0);
      RunnerApi.Pipeline proto = PipelineTranslation.toProto(pipeline);
      return proto + new String(proto.toByteArray(), StandardCharsets.ISO_8859_1);
    }
  }
}
