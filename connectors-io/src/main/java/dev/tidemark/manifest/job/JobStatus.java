package dev.tidemark.manifest.job;

/** What a source says of a job. */
public enum JobStatus {
  RUNNING,
  COMPLETED,
  FAILED,
  TIMED_OUT,
  /** There is nothing to download. */
  SKIPPED
}
