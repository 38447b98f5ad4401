package dev.tidemark.runner.dataflow;

import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.JobMessage;
import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.runners.dataflow.DataflowClient;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.joda.time.Duration;

/** A job that the service runs, asked for its state now and then. */
final class DataflowJob implements PipelineResult {
  /** A service that does not answer for so long is not waited for. */
  private static final java.time.Duration MOST_SILENCE = java.time.Duration.ofMinutes(5);

  private final DataflowPipelineJob job;
  private final DataflowClient client;
  private Instant heard = Instant.now();

  DataflowJob(DataflowPipelineJob job, DataflowPipelineOptions options) {
    this.job = job;
    this.client = DataflowClient.create(options);
  }

  @Override
  public State getState() {
    try {
      Job now = client.getJob(job.getJobId());
      heard = Instant.now();
      return MonitoringUtil.toState(now.getCurrentState());
    } catch (IOException e) {
      if (Instant.now().isAfter(heard.plus(MOST_SILENCE))) {
        throw Problem.source(
            "Dataflow does not say how the job goes: "
                + Masking.mask(e.toString())
                + ". It may still be running: "
                + page(),
            e);
      }
      return State.UNKNOWN;
    }
  }

  /** One look, after that time. */
  @Override
  public State waitUntilFinish(Duration wait) {
    LockSupport.parkNanos(java.time.Duration.ofMillis(wait.getMillis()).toNanos());
    return getState();
  }

  @Override
  public State waitUntilFinish() {
    return job.waitUntilFinish();
  }

  @Override
  public State cancel() throws IOException {
    return job.cancel();
  }

  @Override
  public MetricResults metrics() {
    return job.metrics();
  }

  /** The first of its errors, with all that is behind it. */
  String whyFailed() {
    try {
      List<JobMessage> messages =
          new MonitoringUtil(client).getJobMessages(job.getJobId(), Long.MIN_VALUE);
      return messages.stream()
          .filter(message -> "JOB_MESSAGE_ERROR".equals(message.getMessageImportance()))
          .map(JobMessage::getMessageText)
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "it can't be asked why: " + e;
    }
  }

  private String page() {
    return MonitoringUtil.getJobMonitoringPageURL(
        job.getProjectId(), job.getRegion(), job.getJobId());
  }
}
