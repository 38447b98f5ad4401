package dev.tidemark.sync;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.Gauges;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a sync did with one stream, or has done so far.
 *
 * @param stream which stream
 * @param status where it stands
 * @param strategy how its rows enter the table, lower case
 * @param records rows staged
 * @param bytes bytes received
 * @param requests requests sent, retries included
 * @param retries requests sent again
 * @param waitedMillis time spent waiting for the budget and between retries
 * @param ignored errors that were passed over, as the connector says, with what they stand for
 * @param deadLetters records that could not become rows
 * @param commits transactions by which rows entered the table
 * @param slices slices listed
 * @param slicesDone slices staged to their end
 * @param millis time since the sync began, until the stream ended
 * @param tidemark committed progress
 * @param kind kind of failure, or null
 * @param error failure in words, or null
 * @param note what else must be known of it, or null
 * @param followed how it stands while it is followed; null in a sync that has an end
 */
public record StreamReport(
    String stream,
    Status status,
    String strategy,
    long records,
    long bytes,
    long requests,
    long retries,
    long waitedMillis,
    long ignored,
    long deadLetters,
    long commits,
    long slices,
    long slicesDone,
    long millis,
    Tidemark tidemark,
    Problem.Kind kind,
    String error,
    String note,
    Followed followed) {

  /**
   * How a stream stands that is followed.
   *
   * @param upTo all that the source had then is committed; null if it never was
   * @param failing how many turns have failed in a row
   * @param late records older than the tidemark that came all the same
   */
  public record Followed(Instant upTo, long failing, long late) {}

  /** Where a stream stands. */
  public enum Status {
    RUNNING,
    OK,
    /** Read, and there was nothing new. */
    UNCHANGED,
    FAILED,
    /** Stopped by the user; the next sync goes on from here. */
    INTERRUPTED
  }

  /** How long ago it was that all there was was committed, if the stream is followed. */
  public Optional<Duration> lag(Instant now) {
    return followed == null || followed.upTo == null
        ? Optional.empty()
        : Optional.of(Duration.between(followed.upTo, now));
  }

  /** Of a stream that nothing has been done with. */
  static StreamReport blank(String stream) {
    return new StreamReport(
        stream,
        Status.RUNNING,
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Tidemark.NONE,
        null,
        null,
        null,
        null);
  }

  /** This report with what an earlier round of the same sync did added to it. */
  StreamReport after(StreamReport before) {
    boolean unchanged = status == Status.UNCHANGED && before.status == Status.OK;
    return new StreamReport(
        stream,
        unchanged ? Status.OK : status,
        strategy,
        records + before.records,
        bytes + before.bytes,
        requests + before.requests,
        retries + before.retries,
        waitedMillis + before.waitedMillis,
        ignored + before.ignored,
        deadLetters + before.deadLetters,
        commits + before.commits,
        slices + before.slices,
        slicesDone + before.slicesDone,
        millis,
        tidemark,
        kind,
        error,
        joined(before.note, note),
        followed);
  }

  private static String joined(String first, String second) {
    if (first == null || second == null || first.equals(second)) {
      return second == null ? first : second;
    }
    return first + "; " + second;
  }

  StreamReport withNote(String text) {
    return new StreamReport(
        stream,
        status,
        strategy,
        records,
        bytes,
        requests,
        retries,
        waitedMillis,
        ignored,
        deadLetters,
        commits,
        slices,
        slicesDone,
        millis,
        tidemark,
        kind,
        error,
        text,
        followed);
  }

  /** This report of what has been, with what has been done since while the stream is followed. */
  StreamReport following(Map<String, Long> counts, Map<String, Long> gauges) {
    Instant before = followed == null ? null : followed.upTo;
    Instant upTo = Gauges.UP_TO.of(gauges, stream).map(Instant::ofEpochMilli).orElse(before);
    long late = Counters.LATE.of(counts, stream) + (followed == null ? 0 : followed.late);
    return new StreamReport(
        stream,
        Status.RUNNING,
        strategy,
        records + Counters.RECORDS.of(counts, stream),
        bytes + Counters.BYTES.of(counts, stream),
        requests + Counters.REQUESTS.of(counts, stream),
        retries + Counters.RETRIES.of(counts, stream),
        waitedMillis + Counters.WAITED_MILLIS.of(counts, stream),
        ignored + Counters.IGNORED.of(counts, stream),
        deadLetters + Counters.DEAD_LETTERS.of(counts, stream),
        commits + Counters.COMMITS.of(counts, stream),
        0,
        0,
        millis,
        tidemark,
        null,
        null,
        note,
        new Followed(upTo, Gauges.FAILING.of(gauges, stream).orElse(0L), late));
  }

  /** The same at its end. */
  StreamReport ended(
      Status how, Tidemark reached, long duration, Problem.Kind failure, String message) {
    return new StreamReport(
        stream,
        how,
        strategy,
        records,
        bytes,
        requests,
        retries,
        waitedMillis,
        ignored,
        deadLetters,
        commits,
        slices,
        slicesDone,
        duration,
        reached,
        failure,
        message,
        note,
        followed);
  }

  public JsonObject toJson() {
    JsonObject json = facts();
    if (followed != null) {
      json.put("late", followed.late).put("failing", followed.failing);
      json.put("up_to", followed.upTo == null ? null : followed.upTo.toString());
    }
    return json;
  }

  private JsonObject facts() {
    return JsonObject.of(
        "stream", stream,
        "status", status.name().toLowerCase(Locale.ROOT),
        "strategy", strategy,
        "records", records,
        "bytes", bytes,
        "requests", requests,
        "retries", retries,
        "waited_seconds", waitedMillis / 1000.0,
        "ignored", ignored,
        "dead_letters", deadLetters,
        "commits", commits,
        "seconds", millis / 1000.0,
        "tidemark", tidemark.toReport(),
        "error", error,
        "note", note);
  }
}
