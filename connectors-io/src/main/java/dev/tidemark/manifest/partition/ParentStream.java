package dev.tidemark.manifest.partition;

import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.StreamReader;
import java.time.Instant;

/** A stream whose records divide another one. It is always read from its start. */
public interface ParentStream {
  StreamReader.Chunk slices(Instant now, String from, Calls calls);

  RecordBatch read(Slice slice, PagePosition position, Calls calls);
}
