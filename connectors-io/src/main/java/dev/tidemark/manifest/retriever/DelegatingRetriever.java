package dev.tidemark.manifest.retriever;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.template.IsoDuration;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all there is in one way as long as nothing of a stream is known, and what has changed since
 * in another way.
 *
 * @param full reads all
 * @param incremental reads what has changed
 * @param retention how long the source knows of changes; empty where that does not matter
 */
public record DelegatingRetriever(
    Retriever full, Retriever incremental, Optional<IsoDuration> retention) implements Retriever {
  /** What a slice carries: which way it is to be read. */
  private static final String FULL = "full_refresh";

  @Override
  public StreamReader.Chunk slices(Span span, String from, Calls calls) {
    if (isUpToDate(span)) {
      return incremental.slices(span, from, calls);
    }
    StreamReader.Chunk chunk = full.slices(span.from(Tidemark.NONE), from, calls);
    List<Slice> slices = chunk.slices().stream().map(DelegatingRetriever::toReadInFull).toList();
    return new StreamReader.Chunk(slices, chunk.following(), chunk.parents());
  }

  /**
   * Whether the source can tell all that has changed since the tidemark. That is seen from the end
   * of the span, which stays as it is when a run is resumed.
   */
  private boolean isUpToDate(Span span) {
    Tidemark tidemark = span.tidemark();
    return !tidemark.isNone()
        && retention
            .map(length -> length.subtractFrom(span.end().atOffset(ZoneOffset.UTC)).toInstant())
            .map(oldest -> isSince(oldest, tidemark))
            .orElse(true);
  }

  private static boolean isSince(Instant oldest, Tidemark tidemark) {
    if (tidemark.cursor() != null) {
      Instant reached = Instant.EPOCH.plus(tidemark.cursor().order(), ChronoUnit.MICROS);
      return !reached.isBefore(oldest);
    }
    return tidemark.completedAt() != null
        && !Instant.parse(tidemark.completedAt()).isBefore(oldest);
  }

  private static Slice toReadInFull(Slice slice) {
    JsonObject extra = Json.parseObject(slice.extra()).put(FULL, true);
    return new Slice(slice.stream(), slice.partition(), slice.range(), extra.toString());
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position, Calls calls) {
    boolean isFull = Boolean.TRUE.equals(slice.extraValues().get(FULL));
    return (isFull ? full : incremental).read(slice, position, calls);
  }

  @Override
  public boolean answersAtOnce() {
    return full.answersAtOnce() && incremental.answersAtOnce();
  }

  /** That of what has changed: the stream's state is meant for it. */
  @Override
  public Slicer slicer() {
    return incremental.slicer();
  }

  @Override
  public Set<String> ancestors() {
    Set<String> all = new HashSet<>(full.ancestors());
    all.addAll(incremental.ancestors());
    return all;
  }
}
