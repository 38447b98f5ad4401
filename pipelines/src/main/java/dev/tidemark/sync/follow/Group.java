package dev.tidemark.sync.follow;

import dev.tidemark.sync.StreamChoice;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/**
 * Streams that are read together: those of one log, or one alone.
 *
 * @param choices what the job says of them
 */
record Group(List<StreamChoice> choices) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  Group {
    choices = List.copyOf(choices);
  }
}
