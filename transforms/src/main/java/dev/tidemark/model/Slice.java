package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The unit of reading and of resuming: a partition of a stream, over an interval of its cursor.
 * Slices that are best read in one go make up another one, of which they are the parts: what a
 * source tells of several streams at once, or many small slices of one. Each part has its own
 * ledger entries and may fail by itself.
 *
 * @param stream the stream's name
 * @param partition which part of it
 * @param range which interval of the cursor, or null where the stream has none
 * @param extra JSON object that reading needs beside the partition and that is not part of the
 *     slice's identity
 * @param together the slices that are read in one go; empty for a slice that is read by itself
 */
public record Slice(
    String stream, Partition partition, Interval range, String extra, List<Slice> together)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public Slice {
    together = List.copyOf(together);
  }

  /** A slice that is read by itself. */
  public Slice(String stream, Partition partition, Interval range, String extra) {
    this(stream, partition, range, extra, List.of());
  }

  /** What several streams are told in one go. */
  public static Slice shared(List<String> streams, String extra) {
    return new Slice(
        streams.get(0), Partition.WHOLE, null, extra, streams.stream().map(Slice::whole).toList());
  }

  /** Slices of one stream that are read in one go. */
  public static Slice group(List<Slice> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : new Slice(parts.get(0).stream(), Partition.WHOLE, null, "{}", parts);
  }

  public static Slice whole(String stream) {
    return new Slice(stream, Partition.WHOLE, null, "{}");
  }

  /** What ledgers and pages name: the slice itself, or the slices that it is made of. */
  public List<Slice> parts() {
    return together.isEmpty() ? List.of(this) : together;
  }

  public boolean isOne() {
    return together.isEmpty();
  }

  /** Whether its parts are streams, of which there may be only one, and not parts of a stream. */
  public boolean isShared() {
    return !together.isEmpty() && together.get(0).isWhole();
  }

  private boolean isWhole() {
    return partition.isWhole() && range == null;
  }

  public Optional<Interval> interval() {
    return Optional.ofNullable(range);
  }

  /** Names the slice within one run of its stream; equal slices have equal ids in every process. */
  public String id() {
    if (range == null) {
      return partition.key();
    }
    return partition.key() + "@" + range.start() + ".." + range.end();
  }

  /** Short text for messages: empty for a stream of one slice. */
  public String label() {
    String text = partition.isWhole() ? "" : partition.key();
    if (range == null) {
      return text;
    }
    return (text.isEmpty() ? "" : text + " ") + range.start() + ".." + range.end();
  }

  public JsonObject extraValues() {
    return Json.parseObject(extra);
  }
}
