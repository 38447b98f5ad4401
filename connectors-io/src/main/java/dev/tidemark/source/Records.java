package dev.tidemark.source;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** All records of a stream as the source gives them, a page at a time as they are asked for. */
public final class Records implements Iterator<JsonObject> {
  private final StreamReader reader;
  private final Instant now = Instant.now();
  private final Deque<Slice> slices = new ArrayDeque<>();
  private StreamReader.Chunk chunk;
  private PagePosition position;
  private Iterator<JsonObject> page = Collections.emptyIterator();
  private boolean gaveSome;

  public Records(StreamReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && (position != null || nextSlice())) {
      readPage();
    }
    return page.hasNext();
  }

  /** Goes to the first page of the next slice; false if there is none. */
  private boolean nextSlice() {
    if (chunk != null) {
      slices.poll();
    }
    while (slices.isEmpty() && (chunk == null || chunk.following() != null)) {
      chunk = reader.slices(Tidemark.NONE, now, chunk == null ? null : chunk.following());
      chunk.slices().forEach(slice -> slices.addAll(slice.parts()));
    }
    position = slices.isEmpty() ? null : PagePosition.FIRST;
    gaveSome = false;
    return position != null;
  }

  private void readPage() {
    RecordBatch read = reader.read(slices.element(), position);
    if (read.startsOver() && gaveSome) {
      throw Problem.source(
          reader.spec().name()
              + ": the source begins again with records that were given already; a sync copes"
              + " with that, reading straight from the source can't");
    }
    position = read.following();
    page = read.startsOver() ? Collections.emptyIterator() : read.records().iterator();
    gaveSome |= page.hasNext();
  }

  @Override
  public JsonObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
