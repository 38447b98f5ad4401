package dev.tidemark.manifest.job;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The reading of one page of a slice that the source prepares in a job. */
final class JobReading {
  /** Between two looks at a job. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** A page is not waited for any longer, so that a runner may stop and go on elsewhere. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int TRIES = 3;
  private static final System.Logger LOGGER = System.getLogger(JobReading.class.getName());
  private static final String PROCESS = UUID.randomUUID().toString();

  private final AsyncRetriever retriever;
  private final Slice slice;
  private final PagePosition position;
  private final Calls calls;
  private final JobNote note;
  private final Instant patienceEnds;

  JobReading(AsyncRetriever retriever, Slice slice, PagePosition position, Calls calls) {
    this.retriever = retriever;
    this.slice = slice;
    this.position = position;
    this.calls = calls;
    this.note = JobNote.of(position);
    this.patienceEnds = calls.now().plus(PATIENCE);
  }

  RecordBatch read() {
    if (note.job() == null) {
      return begin();
    }
    JobNote.Result result = note.job().result();
    if (result == null) {
      return watch();
    }
    return result.isRead() ? end() : download(note);
  }

  private RecordBatch begin() {
    while (!mayBegin()) {
      if (!waitsOn()) {
        return goingOn(note);
      }
    }
    try {
      JsonObject answer = retriever.api().create(names(Map.of()), calls);
      return goingOn(note.started(calls.now(), answer));
    } catch (Problem problem) {
      retriever.slots().free(job());
      boolean isFinal = problem.kind() != Problem.Kind.SOURCE || note.failures() + 1 >= TRIES;
      if (isFinal) {
        throw problem;
      }
      return goingOn(note.failed(calls.now().plus(LOOK)));
    }
  }

  private boolean mayBegin() {
    Instant now = calls.now();
    boolean isTime = note.notBefore() == null || !now.isBefore(note.notBefore());
    return isTime && retriever.slots().take(job(), now, leaseEnds(now));
  }

  private RecordBatch watch() {
    retriever.slots().hold(job(), leaseEnds(note.job().started()));
    try {
      return look();
    } catch (RuntimeException e) {
      // Nobody in this process looks at the job any longer; the next run does.
      retriever.slots().free(job());
      throw e;
    }
  }

  private RecordBatch look() {
    while (true) {
      JobApi.Poll poll = retriever.api().poll(names(answers(note)), calls);
      switch (poll.status()) {
        case COMPLETED -> {
          retriever.slots().free(job());
          return completed(poll);
        }
        case SKIPPED -> {
          retriever.slots().free(job());
          return page(List.of(), null);
        }
        case FAILED -> {
          return failed(poll, retriever.retryWait());
        }
        case TIMED_OUT -> {
          retriever.api().abort(names(answers(note)), calls);
          return failed(poll, Duration.ZERO);
        }
        case RUNNING -> {
          if (calls.now().isAfter(note.job().started().plus(retriever.timeout()))) {
            retriever.api().abort(names(answers(note)), calls);
            return failed(poll, Duration.ZERO);
          }
        }
      }
      if (!waitsOn()) {
        return goingOn(note);
      }
    }
  }

  private RecordBatch failed(JobApi.Poll poll, Duration wait) {
    retriever.slots().free(job());
    if (note.failures() + 1 >= TRIES) {
      throw Problem.source(
          poll.status() == JobStatus.RUNNING
              ? TRIES + " jobs in turn ran longer than " + retriever.timeout().toMinutes() + " min"
              : TRIES + " jobs in turn came to nothing; the last one's status is " + poll.word());
    }
    return goingOn(note.failed(calls.now().plus(wait)));
  }

  private RecordBatch completed(JobApi.Poll poll) {
    JobNote completed = note.with(result(poll));
    return completed.job().result().isRead() ? end() : download(completed);
  }

  private JobNote.Result result(JobApi.Poll poll) {
    JsonObject answer = retriever.keepsPolling() ? poll.answer() : null;
    return JobNote.Result.of(answer, poll.targets(), PROCESS);
  }

  private RecordBatch download(JobNote current) {
    try {
      return part(current);
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.CONFIG) {
        throw problem;
      }
      JobNote renewed = renewed(current);
      return renewed == null ? lost(current, problem) : part(renewed);
    }
  }

  /**
   * What a job made can't be had. Where the job was left by an earlier process that is no wonder:
   * things are not kept for ever. Another job may make the same in another order, so all of the
   * slice is read again.
   */
  private RecordBatch lost(JobNote current, Problem problem) {
    boolean isLeft = !current.job().result().watcher().equals(PROCESS);
    if (!isLeft || note.failures() + 1 >= TRIES) {
      throw problem;
    }
    LOGGER.log(
        Level.INFO, "what a job made is gone, so another one is begun: " + problem.getMessage());
    return page(List.of(), PagePosition.startOver(note.failed(calls.now()).text()));
  }

  /** The job with new addresses in place of ones that have expired; null if there are none. */
  private JobNote renewed(JobNote current) {
    JobNote.Result known = current.job().result();
    try {
      JobApi.Poll poll = retriever.api().poll(names(answers(note)), calls);
      boolean isNew =
          poll.status() == JobStatus.COMPLETED
              && poll.targets().size() == known.targets().size()
              && !poll.targets().equals(known.targets());
      return isNew ? current.with(known.renewed(result(poll))) : null;
    } catch (Problem gone) {
      // The problem that led here says more.
      return null;
    }
  }

  private RecordBatch part(JobNote current) {
    JobNote.Result result = current.job().result();
    Map<String, Object> more = answers(current);
    more.put(Names.DOWNLOAD_TARGET, result.target());
    RecordBatch part = retriever.download().read(slice, result.page(), more, calls);
    if (part.startsOver()) {
      JobNote again = current.with(result.startingOver(part.following()));
      return page(List.of(), PagePosition.startOver(again.text()));
    }
    JobNote after = current.with(result.after(part.following()));
    boolean isLast = after.job().result().isRead() && !retriever.api().deletes();
    return new RecordBatch(
        slice,
        position.index(),
        part.records(),
        part.extractedAt(),
        part.bytes(),
        part.earliest(),
        part.latest(),
        isLast ? null : position.next(after.text()));
  }

  private RecordBatch end() {
    retriever.api().delete(names(answers(note)), calls);
    return page(List.of(), null);
  }

  /** A page that says how far the source has come. */
  private RecordBatch goingOn(JobNote next) {
    return page(List.of(), position.next(next.text()));
  }

  private RecordBatch page(List<JsonObject> records, PagePosition following) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, calls.now());
    return new RecordBatch(slice, position.index(), records, now, 0, null, null, following);
  }

  /** Waits a little; false if that would be too long for one page. */
  private boolean waitsOn() {
    if (calls.now().plus(LOOK).isAfter(patienceEnds)) {
      return false;
    }
    calls.pause(LOOK);
    return true;
  }

  private String job() {
    return slice.stream() + " " + slice.id();
  }

  private Instant leaseEnds(Instant started) {
    return started.plus(retriever.timeout()).plus(PATIENCE);
  }

  /** What the source has answered about the job, for templates. */
  private static Map<String, Object> answers(JobNote note) {
    Map<String, Object> answers = new HashMap<>();
    answers.put(Names.CREATION_RESPONSE, JobAnswer.view(note.job().creation()));
    JobNote.Result result = note.job().result();
    if (result != null && result.polling() != null) {
      answers.put(Names.POLLING_RESPONSE, JobAnswer.view(result.polling()));
    }
    return answers;
  }

  private Map<String, Object> names(Map<String, Object> more) {
    Map<String, Object> names = retriever.slicer().names(slice, more);
    names.put("next_page_token", null);
    return names;
  }
}
