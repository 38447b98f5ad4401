package dev.tidemark.manifest;

import dev.tidemark.http.CallStats;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.time.Instant;

/** Reads a stream of a manifest. */
final class ManifestStream implements StreamReader {
  private final CompiledStream stream;
  private final Calls calls;
  private final boolean ordered;

  ManifestStream(CompiledStream stream, Calls calls, boolean ordered) {
    this.stream = stream;
    this.calls = calls;
    this.ordered = ordered;
  }

  @Override
  public StreamSpec spec() {
    return stream.spec();
  }

  @Override
  public Chunk slices(Tidemark tidemark, Instant now, String from) {
    return stream.slices(tidemark, now, from, calls);
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position) {
    return stream.read(slice, position, calls);
  }

  @Override
  public boolean ordered() {
    return ordered;
  }

  @Override
  public CallStats stats() {
    return calls.caller().stats();
  }
}
