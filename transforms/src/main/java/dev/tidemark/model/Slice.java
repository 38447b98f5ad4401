package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The unit of reading and of resuming: a partition of a stream, over an interval of its cursor. A
 * source that gives the changes of several streams in one go has slices that those streams share.
 *
 * @param stream the stream's name
 * @param partition which part of it
 * @param range which interval of the cursor, or null where the stream has none
 * @param extra JSON object that reading needs beside the partition and that is not part of the
 *     slice's identity
 * @param together names of all streams that share it, {@code stream} among them; empty where it is
 *     read for one stream alone
 */
public record Slice(
    String stream, Partition partition, Interval range, String extra, List<String> together)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public Slice {
    together = List.copyOf(together);
  }

  /** A slice of one stream alone. */
  public Slice(String stream, Partition partition, Interval range, String extra) {
    this(stream, partition, range, extra, List.of());
  }

  public static Slice whole(String stream) {
    return new Slice(stream, Partition.WHOLE, null, "{}");
  }

  /** The slice as each of its streams knows it: what their ledgers and pages name. */
  public List<Slice> parts() {
    return together.isEmpty()
        ? List.of(this)
        : together.stream().map(name -> new Slice(name, partition, range, "{}")).toList();
  }

  public boolean isShared() {
    return !together.isEmpty();
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
