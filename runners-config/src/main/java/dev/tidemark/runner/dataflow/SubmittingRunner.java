package dev.tidemark.runner.dataflow;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Beam's own runner, whose errors become problems, and whose jobs are asked with patience. */
public final class SubmittingRunner extends PipelineRunner<PipelineResult> {
  private final DataflowPipelineOptions options;
  private final DataflowRunner runner;

  private SubmittingRunner(DataflowPipelineOptions options, DataflowRunner runner) {
    this.options = options;
    this.runner = runner;
  }

  /** Found by Beam by its name. */
  public static SubmittingRunner fromOptions(PipelineOptions given) {
    DataflowPipelineOptions options = given.as(DataflowPipelineOptions.class);
    return new SubmittingRunner(options, made(options));
  }

  /** Asks Google whether the places in the options are there and may be used. */
  static void check(DataflowPipelineOptions options) {
    made(options);
  }

  private static DataflowRunner made(DataflowPipelineOptions options) {
    try {
      return DataflowRunner.fromOptions(options);
    } catch (RuntimeException e) {
      throw Problem.config(
          "Dataflow can't be used in project "
              + options.getProject()
              + " with "
              + options.getStagingLocation()
              + ": "
              + said(e)
              + ". Is the bucket there, and open to whoever runs this?");
    }
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    try {
      PipelineResult result = runner.run(pipeline);
      return result instanceof DataflowPipelineJob job ? new DataflowJob(job, options) : result;
    } catch (RuntimeException e) {
      throw problem(options, e);
    }
  }

  private static Problem problem(DataflowPipelineOptions options, RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof GoogleJsonResponseException refused) {
        return refused(options, refused);
      }
    }
    return Problem.config("Dataflow can't be given the job: " + said(e));
  }

  /** What the innermost cause begins with; what follows are requests and answers. */
  private static String said(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    return Masking.mask(message);
  }

  private static Problem refused(DataflowPipelineOptions options, GoogleJsonResponseException e) {
    GoogleJsonError details = e.getDetails();
    String said =
        Masking.mask(details == null ? e.getStatusMessage() : String.valueOf(details.getMessage()));
    String job = "Dataflow refused the job in project " + options.getProject() + ": " + said;
    return switch (e.getStatusCode()) {
      case 401, 403 ->
          Problem.credentials(
              job
                  + ". Whoever starts it needs the roles roles/dataflow.developer and"
                  + " roles/iam.serviceAccountUser, and the bucket "
                  + options.getStagingLocation()
                  + " must be open to them; gcloud auth application-default login says who it is");
      default -> Problem.config(job);
    };
  }
}
