package dev.tidemark.destination.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobStatus;
import dev.tidemark.destination.Pause;
import dev.tidemark.destination.bigquery.Refusals.Trouble;
import java.io.IOException;

/**
 * Runs jobs under names of our own: whoever did not hear whether a job was taken asks for it by its
 * name, and sends it again only if it is not there. So each is run once.
 */
final class Jobs {
  private static final int SENDINGS = 10;
  private static final long LONGEST_LOOK_MILLIS = 2_000;

  private final BigQuery client;
  private final Refusals refusals;
  private final String location;

  Jobs(BigQuery client, Refusals refusals, String location) {
    this.client = client;
    this.refusals = refusals;
    this.location = location;
  }

  /** Sends a job under a name. */
  interface Sending {
    /** The job, as far as the answer tells; it may be over already. */
    Job send(JobId id) throws IOException;
  }

  /**
   * Sends a job and waits for its end.
   *
   * @return what it failed of, or null
   */
  BigQueryError run(String name, Sending sending) {
    JobId id = JobId.newBuilder().setJob(name).setLocation(location).build();
    Job job = null;
    for (int attempt = 1; job == null; attempt++) {
      try {
        job = sending.send(id);
      } catch (BigQueryException e) {
        job = afterRefusal(id, e, attempt);
      } catch (IOException e) {
        job = afterRefusal(id, new BigQueryException(e), attempt);
      }
    }
    return end(job);
  }

  /** The job if it was taken all the same, or null if it may be sent again. */
  private Job afterRefusal(JobId id, BigQueryException e, int attempt) {
    boolean taken = e.getCode() == 409;
    if (!taken && (refusals.trouble(e) == Trouble.FINAL || attempt == SENDINGS)) {
      throw refusals.problem(e);
    }
    try {
      Job job = client.getJob(id);
      if (job == null) {
        Pause.upTo(100L << attempt);
      }
      return job;
    } catch (BigQueryException unknown) {
      unknown.addSuppressed(e);
      throw refusals.problem(unknown);
    }
  }

  private BigQueryError end(Job begun) {
    Job job = begun;
    for (long wait = 50; !job.getStatus().getState().equals(JobStatus.State.DONE); wait *= 2) {
      Pause.upTo(Math.min(wait, LONGEST_LOOK_MILLIS));
      try {
        job = client.getJob(job.getJobId());
      } catch (BigQueryException e) {
        throw refusals.problem(e);
      }
    }
    return job.getStatus().getError();
  }
}
