package dev.tidemark.sync;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.util.Locale;

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
    String note) {

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
        joined(before.note, note));
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
        text);
  }

  public JsonObject toJson() {
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
