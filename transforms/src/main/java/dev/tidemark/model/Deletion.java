package dev.tidemark.model;

import java.io.Serial;
import java.io.Serializable;

/**
 * How a record says that it is gone from the source.
 *
 * @param time field that says when it went; null in a record that is there
 * @param flag boolean field that is true in a record that is gone; null where there is none
 */
public record Deletion(String time, String flag) implements Serializable {
  @Serial private static final long serialVersionUID = 1;
}
