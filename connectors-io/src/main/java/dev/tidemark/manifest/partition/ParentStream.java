package dev.tidemark.manifest.partition;

import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.state.StateShape;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.Set;

/** A stream whose records divide another one. */
public interface ParentStream {
  String name();

  StreamReader.Chunk slices(Span span, String from, Calls calls);

  RecordBatch read(Slice slice, PagePosition position, Calls calls);

  /** What its state looks like. */
  StateShape state();

  /** The names of the streams that divide it, and of those that divide them. */
  Set<String> ancestors();
}
