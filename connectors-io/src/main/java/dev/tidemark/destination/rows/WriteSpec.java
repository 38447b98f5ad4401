package dev.tidemark.destination.rows;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;

/**
 * What is to be written.
 *
 * @param sync names the write; every attempt at it has the same
 * @param destination where to
 * @param key the table's name, and whose progress it is
 * @param schema of the rows
 * @param strategy how rows enter the table
 * @param primaryKey fields that name a row; empty if none
 * @param cursor field by which the newest of the rows with one key is told, or null
 */
record WriteSpec(
    String sync,
    DestinationRef destination,
    StreamKey key,
    Schema schema,
    Strategy strategy,
    List<String> primaryKey,
    String cursor)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  WriteSpec {
    primaryKey = List.copyOf(primaryKey);
  }
}
