package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Lists the slices of streams, a few at a time: what a slice needs of a parent is read while the
 * children of the parents before are on their way already. Like {@link ReadPages} it can be stopped
 * and continued elsewhere between any two requests; its position counts the slices listed so far.
 */
@DoFn.BoundedPerElement
public final class ListSlices extends DoFn<String, Slice> {
  private static final long serialVersionUID = 1;
  private static final long TURN_NANOS = 1_000_000_000L;

  /** More than there are slices. */
  private static final int ALL = Integer.MAX_VALUE;

  private final SourceRef source;
  private final Packed<HashMap<String, Span>> spans;
  private final TupleTag<StreamEvent> events;
  private final int concurrency;
  private final int readers;
  private transient Source opened;

  /** Lists slices each by itself. */
  ListSlices(SourceRef source, Map<String, Span> spans, TupleTag<StreamEvent> events) {
    this(source, spans, events, ALL, 0);
  }

  /**
   * @param spans what is to be read of each stream
   * @param events where it is told how the listing went
   * @param concurrency how many slices are read at once: of more slices, several are read together
   * @param readers the same if that may be in several processes; 0 if it is in one
   */
  public ListSlices(
      SourceRef source,
      Map<String, Span> spans,
      TupleTag<StreamEvent> events,
      int concurrency,
      int readers) {
    this.source = source;
    this.spans = Packed.of(new HashMap<>(spans));
    this.events = events;
    this.concurrency = concurrency;
    this.readers = readers;
  }

  /**
   * Where slices are listed before any are read, other processes may be listing too: each keeps to
   * the part of one reader.
   */
  @Setup
  public void setup() throws Exception {
    opened = source.open();
    if (readers > 0) {
      opened.join(readers).close();
    }
  }

  @GetInitialRestriction
  public PageRange initialRestriction() {
    return PageRange.from(PagePosition.FIRST);
  }

  @GetRestrictionCoder
  public PageRangeCoder restrictionCoder() {
    return new PageRangeCoder();
  }

  @NewTracker
  public PageTracker newTracker(@Restriction PageRange range) {
    return new PageTracker(range);
  }

  @GetSize
  public double size(@Restriction PageRange range) {
    return range.stop() ? 0 : 1;
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element String stream,
      RestrictionTracker<PageRange, PageClaim> tracker,
      MultiOutputReceiver out) {
    long listed = tracker.currentRestriction().from().index();
    StreamReader reader = opened.reader(stream);
    Packing packing = new Packing(reader.takesGroups() ? concurrency : ALL, listed);
    ProcessContinuation end = list(stream, reader, packing, tracker, out);
    packing.rest().forEach(out.get(MAIN)::output);
    return end;
  }

  private ProcessContinuation list(
      String stream,
      StreamReader reader,
      Packing packing,
      RestrictionTracker<PageRange, PageClaim> tracker,
      MultiOutputReceiver out) {
    PagePosition position = tracker.currentRestriction().from();
    long turnEnds = System.nanoTime() + TURN_NANOS;
    while (tracker.tryClaim(PageClaim.read(position))) {
      StreamReader.Chunk chunk;
      try {
        chunk = reader.slices(spans.get().get(stream), position.token());
      } catch (Problem problem) {
        Counters.add(stream, reader.stats().take());
        tracker.tryClaim(PageClaim.END);
        out.get(events).output(StreamEvent.failed(stream, "", problem));
        return ProcessContinuation.stop();
      }
      Counters.add(stream, reader.stats().take());
      Counters.SLICES.add(stream, chunk.count());
      packing.add(chunk.slices()).forEach(out.get(MAIN)::output);
      out.get(events).output(StreamEvent.listed(stream, chunk));
      if (chunk.following() == null) {
        tracker.tryClaim(PageClaim.END);
        return ProcessContinuation.stop();
      }
      position = new PagePosition(packing.listed(), chunk.following());
      if (System.nanoTime() > turnEnds) {
        boolean later = tracker.tryClaim(PageClaim.later(position));
        return later ? ProcessContinuation.resume() : ProcessContinuation.stop();
      }
    }
    return ProcessContinuation.stop();
  }

  /** The output that slices go to. */
  public static final TupleTag<Slice> MAIN = new TupleTag<>() {};
}
