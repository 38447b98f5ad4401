package dev.tidemark;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.QueryResult;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a result one after the other; with the last of them the destination is let go. */
final class Rows implements Iterator<Row>, AutoCloseable {
  private final Destination destination;
  private final QueryResult result;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private boolean closed;

  Rows(Destination destination, QueryResult result) {
    this.destination = destination;
    this.result = result;
    result.names().forEach(name -> positions.put(name, positions.size()));
  }

  Stream<Row> stream() {
    Spliterator<Row> rows =
        Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(rows, false).onClose(this::close);
  }

  @Override
  public boolean hasNext() {
    if (!closed && !result.hasNext()) {
      close();
    }
    return !closed;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return new Row(positions, result.next());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try (destination;
          result) {
        // Both are closed, whichever fails.
      }
    }
  }
}
