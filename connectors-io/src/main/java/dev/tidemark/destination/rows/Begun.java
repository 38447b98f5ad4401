package dev.tidemark.destination.rows;

import dev.tidemark.destination.Run;
import dev.tidemark.model.CursorMark;
import java.io.Serial;
import java.io.Serializable;

/**
 * A write that may stage.
 *
 * @param run the run in the destination
 * @param mark what the table's tidemark says when it is committed: which write it was, and the how
 *     many-th
 * @param committed whether that is so already, because an earlier attempt has come to its end
 */
record Begun(Run run, CursorMark mark, boolean committed) implements Serializable {
  @Serial private static final long serialVersionUID = 1;
}
