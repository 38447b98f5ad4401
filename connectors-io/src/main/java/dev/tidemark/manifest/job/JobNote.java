package dev.tidemark.manifest.job;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import java.time.Instant;
import java.util.List;

/**
 * What a page position carries of the job that its slice is read by, so that whoever goes on with
 * the slice goes on with the job.
 *
 * @param failures how many jobs for the slice have come to nothing
 * @param notBefore when the next one may be asked for, or null
 * @param job the one that runs or has run, or null
 */
record JobNote(long failures, Instant notBefore, Job job) {
  private static final JobNote NONE = new JobNote(0, null, null);

  /**
   * A job.
   *
   * @param started when it was asked for
   * @param creation what the source answered then
   * @param result what came of it, or null while it runs
   */
  record Job(Instant started, JsonObject creation, Result result) {}

  /**
   * What came of a job.
   *
   * @param polling what the source answered in the end; null if no template needs it
   * @param targets what to download, in order
   * @param watcher names the process that was told so; to others it may be told too late
   * @param at which of the targets comes next
   * @param page where that is to be read on
   */
  record Result(
      JsonObject polling, List<Object> targets, String watcher, int at, PagePosition page) {
    static Result of(JsonObject polling, List<Object> targets, String watcher) {
      return new Result(polling, targets, watcher, 0, PagePosition.FIRST);
    }

    boolean isRead() {
      return at >= targets.size();
    }

    Object target() {
      return targets.get(at);
    }

    /** The same place in targets that were asked for anew. */
    Result renewed(Result other) {
      return new Result(other.polling, other.targets, other.watcher, at, page);
    }

    /** At the first target again, whose first page the download says. */
    Result startingOver(PagePosition first) {
      return new Result(polling, targets, watcher, 0, first);
    }

    /** After a page; {@code next} is null where that was the last of its target. */
    Result after(PagePosition next) {
      return next == null
          ? new Result(polling, targets, watcher, at + 1, PagePosition.FIRST)
          : new Result(polling, targets, watcher, at, next);
    }
  }

  static JobNote of(PagePosition position) {
    if (position.token() == null) {
      return NONE;
    }
    JsonObject json = Json.parseObject(position.token());
    return new JobNote(
        (Long) json.get("failures"), instant(json.get("not_before")), job(json.object("job")));
  }

  private static Job job(JsonObject json) {
    return json == null
        ? null
        : new Job(
            instant(json.get("started")), json.object("creation"), result(json.object("result")));
  }

  private static Result result(JsonObject json) {
    return json == null
        ? null
        : new Result(
            json.object("polling"),
            json.list("targets"),
            json.text("watcher", ""),
            Math.toIntExact((Long) json.get("at")),
            new PagePosition((Long) json.get("index"), (String) json.get("token")));
  }

  private static Instant instant(Object millis) {
    return millis == null ? null : Instant.ofEpochMilli((Long) millis);
  }

  String text() {
    JsonObject json = JsonObject.of("failures", failures);
    if (notBefore != null) {
      json.put("not_before", notBefore.toEpochMilli());
    }
    if (job != null) {
      json.put("job", json(job));
    }
    return json.toString();
  }

  private static JsonObject json(Job job) {
    JsonObject json =
        JsonObject.of("started", job.started().toEpochMilli(), "creation", job.creation());
    Result result = job.result();
    if (result != null) {
      json.put(
          "result",
          JsonObject.of(
              "polling",
              result.polling(),
              "targets",
              result.targets(),
              "watcher",
              result.watcher(),
              "at",
              (long) result.at(),
              "index",
              result.page().index(),
              "token",
              result.page().token()));
    }
    return json;
  }

  JobNote started(Instant when, JsonObject creation) {
    return new JobNote(failures, null, new Job(when, creation, null));
  }

  JobNote with(Result result) {
    return new JobNote(failures, null, new Job(job.started(), job.creation(), result));
  }

  /** After a job that came to nothing. */
  JobNote failed(Instant again) {
    return new JobNote(failures + 1, again, null);
  }
}
