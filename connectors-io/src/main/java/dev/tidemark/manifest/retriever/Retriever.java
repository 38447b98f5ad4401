package dev.tidemark.manifest.retriever;

import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.time.Instant;

/**
 * Reads a stream: lists its slices, then their pages. Keeps no place of its own; safe for any
 * number of threads.
 */
public interface Retriever {
  /** As {@link StreamReader#slices}; the tidemark must be the same from chunk to chunk. */
  StreamReader.Chunk slices(Tidemark tidemark, Instant now, String from, Calls calls);

  /** As {@link StreamReader#read}. */
  RecordBatch read(Slice slice, PagePosition position, Calls calls);
}
