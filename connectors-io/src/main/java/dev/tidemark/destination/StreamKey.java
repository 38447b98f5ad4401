package dev.tidemark.destination;

import java.io.Serial;
import java.io.Serializable;

/**
 * Names a stream within a destination.
 *
 * @param connection the connection that the job belongs to
 * @param stream the stream's name
 */
public record StreamKey(String connection, String stream) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public String toString() {
    return connection + "/" + stream;
  }
}
