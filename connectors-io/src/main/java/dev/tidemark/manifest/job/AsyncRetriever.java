package dev.tidemark.manifest.job;

import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.retriever.SimpleRetriever;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.time.Duration;

/**
 * Reads slices that the source prepares in jobs. The first pages of a slice have no records; they
 * say that the job has been asked for, and that it still runs. Then come the pages of what is
 * downloaded.
 *
 * @param api how jobs are asked for and watched
 * @param slots how many of them may run at once
 * @param download reads what a job has made
 * @param slicer knows the slices
 * @param timeout how long a job may run
 * @param retryWait how long to wait after a job that failed
 * @param keepsPolling whether a download needs to know what was answered when the job was completed
 */
public record AsyncRetriever(
    JobApi api,
    JobSlots slots,
    SimpleRetriever download,
    Slicer slicer,
    Duration timeout,
    Duration retryWait,
    boolean keepsPolling)
    implements Retriever {
  @Override
  public StreamReader.Chunk slices(Span span, String from, Calls calls) {
    return slicer.slices(span, from, calls);
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position, Calls calls) {
    return new JobReading(this, slice, position, calls).read();
  }

  @Override
  public boolean answersAtOnce() {
    return false;
  }
}
