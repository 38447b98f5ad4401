package dev.tidemark.manifest;

import dev.tidemark.manifest.partition.ParentStream;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.selection.RecordSchema;
import dev.tidemark.manifest.state.StateShape;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Trace;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A stream of a manifest, ready to be read. Immutable.
 *
 * @param spec what it is, as far as that is known without asking the source
 * @param schema of its records
 * @param key tells them apart
 * @param retriever reads it
 * @param state what its state looks like
 * @param trace looks on while it is read
 */
record CompiledStream(
    StreamSpec spec,
    RecordSchema schema,
    PrimaryKey key,
    Retriever retriever,
    StateShape state,
    Trace trace)
    implements ParentStream {
  /** The same stream, read in another way. */
  CompiledStream readBy(Retriever other) {
    return new CompiledStream(spec, schema, key, other, state, trace);
  }

  /** What it is, though the source must be asked for that. */
  StreamSpec spec(Calls calls) {
    return schema.known().isPresent()
        ? spec
        : located("schema", () -> spec.withSchema(key.within(schema.in(calls))));
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public Set<String> ancestors() {
    return retriever.ancestors();
  }

  @Override
  public StreamReader.Chunk slices(Span span, String from, Calls calls) {
    StreamReader.Chunk chunk = located("", () -> retriever.slices(span, from, calls));
    trace.slices(name(), chunk.slices(), chunk.following() != null);
    return chunk;
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position, Calls calls) {
    trace.page(slice, position.index());
    return located(slice.label(), () -> retriever.read(slice, position, calls));
  }

  private <T> T located(String label, Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem problem) {
      throw problem.in("stream " + spec.name() + (label.isEmpty() ? "" : " " + label));
    } catch (EvaluationProblem problem) {
      throw Problem.source("stream " + spec.name() + ": " + problem.getMessage(), problem);
    }
  }
}
