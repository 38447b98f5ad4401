package dev.tidemark.sync.follow;

import dev.tidemark.destination.Destination;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.TimeText;
import dev.tidemark.source.Counters;
import dev.tidemark.source.PageTaker;
import dev.tidemark.source.StreamEvent;
import dev.tidemark.sync.PageStaging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/**
 * Holds a turn's pages back until one has something new: only then a stream's run is begun, and
 * what was held is staged. A turn that brings nothing new costs the destination nothing.
 */
final class Hesitation implements PageTaker<StreamEvent> {
  private static final long MOST_BYTES = 4 << 20;

  private final Destination destination;
  private final PageStaging staging;
  private final Map<String, Part> parts;
  private final Map<String, Stand> stands;
  private final Map<String, List<RecordBatch>> held = new HashMap<>();
  private final TimeText time = new TimeText();
  private long heldBytes;

  /**
   * @param stands how each stream stood before the turn
   */
  Hesitation(
      Destination destination,
      PageStaging staging,
      Map<String, Part> parts,
      Map<String, Stand> stands) {
    this.destination = destination;
    this.staging = staging;
    this.parts = parts;
    this.stands = stands;
  }

  /** Where a run is not begun nothing is staged. */
  @Override
  public Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from) {
    Map<Slice, PagePosition> begun = new HashMap<>(from);
    begun.keySet().removeIf(slice -> !parts.get(slice.stream()).isBegun());
    return begun.isEmpty() ? begun : staging.resumeAt(begun);
  }

  @Override
  public Duration turn() {
    return staging.turn();
  }

  @Override
  public void accept(RecordBatch batch, OutputReceiver<StreamEvent> out) {
    Part part = parts.get(batch.slice().stream());
    boolean isNew = bringsNew(part, batch);
    part.saw(batch);
    if (part.isBegun()) {
      staging.accept(batch, out);
      return;
    }
    held.computeIfAbsent(part.plan().stream(), stream -> new ArrayList<>()).add(batch);
    heldBytes += batch.bytes();
    if (isNew || heldBytes > MOST_BYTES) {
      begin(part, out);
    }
  }

  /** Begins a stream's run with what is held of it, though it may not be new, and stages that. */
  void give(Part part, OutputReceiver<StreamEvent> out) {
    List<RecordBatch> pages = held.getOrDefault(part.plan().stream(), new ArrayList<>());
    begin(part, out);
    if (!pages.isEmpty()) {
      staging.flush(pages.get(0).slice(), out);
    }
  }

  private void begin(Part part, OutputReceiver<StreamEvent> out) {
    part.intent().begin(destination);
    part.begin();
    List<RecordBatch> pages = held.remove(part.plan().stream());
    if (pages != null) {
      pages.forEach(page -> staging.accept(page, out));
    }
  }

  /**
   * Also counts what is older than the tidemark and comes all the same, late; as long as the last
   * run is known, or all that is read once more would be taken for it.
   */
  private boolean bringsNew(Part part, RecordBatch batch) {
    Known old = stands.get(part.plan().stream()).known();
    String cursor = part.plan().run().cursor();
    CursorMark mark = part.plan().tidemark().of(batch.slice().partition()).orElse(null);
    boolean tellsLate = old != null && old.isExact() && cursor != null;
    long unknown = 0;
    long late = 0;
    for (JsonObject record : batch.records()) {
      boolean isUnknown = old == null || !old.has(record);
      unknown += isUnknown ? 1 : 0;
      late += isUnknown && tellsLate && isOlder(record.get(cursor), mark) ? 1 : 0;
    }
    unknown += batch.rejected().stream().filter(r -> old == null || !old.has(r)).count();
    Counters.LATE.add(part.plan().stream(), late);
    return unknown > 0;
  }

  private boolean isOlder(Object cursor, CursorMark mark) {
    return mark != null
        && cursor instanceof String text
        && time.parse(text)
        && time.micros() < mark.order();
  }

  @Override
  public void startOver(Slice slice, OutputReceiver<StreamEvent> out) {
    Part part = parts.get(slice.stream());
    part.startOver();
    if (part.isBegun()) {
      staging.startOver(slice, out);
    } else {
      held.getOrDefault(slice.stream(), new ArrayList<>())
          .removeIf(page -> page.slice().equals(slice));
    }
  }

  @Override
  public void flush(Slice slice, OutputReceiver<StreamEvent> out) {
    if (parts.get(slice.stream()).isBegun()) {
      staging.flush(slice, out);
    }
  }

  @Override
  public void fail(Slice slice, Problem problem, OutputReceiver<StreamEvent> out) {
    if (parts.get(slice.stream()).isBegun()) {
      staging.fail(slice, problem, out);
    } else {
      out.output(StreamEvent.failed(slice.stream(), slice.label(), problem));
    }
  }
}
