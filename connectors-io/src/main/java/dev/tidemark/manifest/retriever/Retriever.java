package dev.tidemark.manifest.retriever;

import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.Set;

/**
 * Reads a stream: lists its slices, then their pages. Keeps no place of its own; safe for any
 * number of threads.
 */
public interface Retriever {
  /** As {@link StreamReader#slices}. */
  StreamReader.Chunk slices(Span span, String from, Calls calls);

  /** As {@link StreamReader#read}. */
  RecordBatch read(Slice slice, PagePosition position, Calls calls);

  /** Whether a page comes when asked for; if not, slices are best waited for side by side. */
  default boolean answersAtOnce() {
    return true;
  }

  /** What knows the slices. */
  Slicer slicer();

  /** The names of the streams that divide what is read, and of those that divide them. */
  default Set<String> ancestors() {
    return slicer().ancestors();
  }
}
