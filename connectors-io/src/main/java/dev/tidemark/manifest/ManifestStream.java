package dev.tidemark.manifest;

import dev.tidemark.http.CallStats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** Reads a stream of a manifest. */
final class ManifestStream implements StreamReader {
  private final CompiledStream stream;
  private final Calls calls;
  private final boolean ordered;
  private final Lock lock;

  /**
   * @param lock held while a request is under way; null where nothing forbids others meanwhile
   */
  ManifestStream(CompiledStream stream, Calls calls, boolean ordered, Lock lock) {
    this.stream = stream;
    this.calls = calls;
    this.ordered = ordered;
    this.lock = lock;
  }

  @Override
  public StreamSpec spec() {
    return stream.spec(calls);
  }

  @Override
  public Chunk slices(Span span, String from) {
    return alone(() -> stream.slices(span, from, calls));
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position) {
    return alone(() -> stream.read(slice, position, calls));
  }

  @Override
  public boolean takesGroups() {
    return stream.retriever().answersAtOnce();
  }

  private <T> T alone(Supplier<T> work) {
    if (lock == null) {
      return work.get();
    }
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public JsonObject state(Tidemark tidemark) {
    return stream.state().state(tidemark, calls.now());
  }

  @Override
  public Tidemark tidemark(JsonObject state) {
    try {
      return stream.state().tidemark(state, calls.now());
    } catch (Problem problem) {
      throw problem.in("stream " + stream.name());
    }
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
