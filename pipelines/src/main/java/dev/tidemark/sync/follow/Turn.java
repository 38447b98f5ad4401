package dev.tidemark.sync.follow;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import dev.tidemark.source.StreamEvent;
import dev.tidemark.sync.Intent;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One reading of a group of streams, from their tidemarks to the present, as far as it has come.
 */
final class Turn implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final Instant begun;
  private final LinkedHashMap<String, Part> parts = new LinkedHashMap<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean listed;
  private String listing;
  private Instant committed;

  Turn(Instant begun, List<Intent> intents) {
    this.begun = begun;
    this.committed = begun;
    intents.forEach(intent -> parts.put(intent.plan().stream(), new Part(intent)));
  }

  Instant begun() {
    return begun;
  }

  Map<String, Part> byStream() {
    return parts;
  }

  Collection<Part> parts() {
    return parts.values();
  }

  /** Where the listing of slices goes on; null at its start. */
  String listing() {
    return listing;
  }

  /** These slices follow; {@code following} says where the listing goes on, null for not at all. */
  void listed(List<Slice> slices, String following) {
    slices.forEach(slice -> waiting.add(new Waiting(slice, PagePosition.FIRST)));
    listing = following;
    listed = following == null;
  }

  boolean isListed() {
    return listed;
  }

  /** The next slice to read on, or null if none of those listed is left. */
  Waiting next() {
    return waiting.poll();
  }

  void later(Slice slice, PagePosition position) {
    waiting.addFirst(new Waiting(slice, position));
  }

  boolean isRead() {
    return listed && waiting.isEmpty();
  }

  void told(StreamEvent event) {
    parts.get(event.stream()).told(event);
  }

  /** When something was last committed, or the turn began. */
  Instant committed() {
    return committed;
  }

  void committed(Instant now) {
    committed = now;
  }

  /**
   * A slice that is to be read.
   *
   * @param slice the slice
   * @param from where it goes on
   */
  record Waiting(Slice slice, PagePosition from) implements Serializable {
    @Serial private static final long serialVersionUID = 1;
  }
}
