package dev.tidemark.manifest.job;

import dev.tidemark.http.Caller;
import dev.tidemark.http.Judge;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.Requester;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.selection.RecordExtractor;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * How jobs of a source are asked for, watched and dropped. Safe for any number of threads.
 *
 * @param creation asks for a job
 * @param polling asks what has become of it
 * @param targets asks what to download; null where {@code polling} tells it
 * @param abort ends a job that takes too long; null where that is not possible
 * @param delete drops a job that has been read; null where that is not possible
 * @param decoder reads what these answer
 * @param status finds the word for its status
 * @param targetPath finds what to download; null where there is one thing that needs no name
 * @param words what the status means
 */
public record JobApi(
    Endpoint creation,
    Endpoint polling,
    Endpoint targets,
    Endpoint abort,
    Endpoint delete,
    Decoder decoder,
    RecordExtractor status,
    RecordExtractor targetPath,
    StatusMap words) {
  private static final System.Logger LOGGER = System.getLogger(JobApi.class.getName());

  /**
   * What became of a job.
   *
   * @param word by which the source says it
   * @param answer in which
   * @param targets what to download
   */
  record Poll(JobStatus status, String word, JsonObject answer, List<Object> targets) {}

  /** Asks for a job; returns what the source answers. */
  JsonObject create(Map<String, Object> names, Calls calls) {
    Reading reading = ask(creation, names, calls);
    if (reading.isIgnored()) {
      throw Problem.source("the error handler ignores the answer, but there is no job without it");
    }
    return reading.kept();
  }

  /** Asks what has become of a job. */
  Poll poll(Map<String, Object> names, Calls calls) {
    Reading reading = ask(polling, names, calls);
    if (reading.isIgnored()) {
      return new Poll(JobStatus.FAILED, "an answer that is ignored", reading.kept(), List.of());
    }
    List<Object> found = reading.extract(status);
    String word = PythonText.str(found.isEmpty() ? null : found.get(0));
    JobStatus meaning = words.of(word).orElse(JobStatus.FAILED);
    List<Object> ready =
        meaning == JobStatus.COMPLETED ? targets(reading, names, calls) : List.of();
    return new Poll(meaning, word, reading.kept(), ready);
  }

  private List<Object> targets(Reading polled, Map<String, Object> names, Calls calls) {
    if (targetPath == null) {
      return List.of("");
    }
    if (targets == null) {
      return polled.extract(targetPath);
    }
    names.put(Names.POLLING_RESPONSE, JobAnswer.view(polled.kept()));
    Reading reading = ask(targets, names, calls);
    if (reading.isIgnored()) {
      throw Problem.source("the error handler ignores the answer that tells what to download");
    }
    return reading.extract(targetPath);
  }

  /** Ends a job, if the source lets us. */
  void abort(Map<String, Object> names, Calls calls) {
    tidyUp(abort, "aborted", names, calls);
  }

  boolean deletes() {
    return delete != null;
  }

  /** Drops a job that has been read, if the source lets us. */
  void delete(Map<String, Object> names, Calls calls) {
    tidyUp(delete, "deleted", names, calls);
  }

  /** A job that stays behind costs no data, so that is no reason to fail. */
  private void tidyUp(Endpoint endpoint, String what, Map<String, Object> names, Calls calls) {
    if (endpoint == null) {
      return;
    }
    try {
      ask(endpoint, names, calls);
    } catch (Problem problem) {
      LOGGER.log(
          System.Logger.Level.WARNING, "a job could not be " + what + ": " + problem.getMessage());
    }
  }

  private Reading ask(Endpoint endpoint, Map<String, Object> names, Calls calls) {
    Reading reading = new Reading(endpoint);
    Requester.Call call =
        new Requester.Call(Scope.of(names), null, new RequestInputs(), new RequestInputs());
    reading.outcome = endpoint.send(call, reading, calls);
    return reading;
  }

  /** The reading of an answer about a job. */
  private final class Reading implements Judge {
    private static final int UNDECODABLE_RETRIES = 3;

    private final Endpoint endpoint;
    private List<Object> elements = List.of();
    private Caller.Outcome outcome;

    Reading(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    boolean isIgnored() {
      return outcome.ignored();
    }

    JsonObject kept() {
      Object first = elements.isEmpty() ? new JsonObject() : elements.get(0);
      return JobAnswer.of(outcome.request(), outcome.reply(), first);
    }

    List<Object> extract(RecordExtractor extractor) {
      try {
        return extractor.extract(elements);
      } catch (Undecodable e) {
        throw Problem.source(outcome.request().label() + ": " + e.getMessage());
      }
    }

    @Override
    public Verdict judge(Reply reply, int failures) {
      Answer answer = new Answer(reply);
      Verdict verdict = endpoint.errors().judge(answer, failures);
      boolean isEmpty = reply.body().length == 0;
      if (verdict.action() != Verdict.Action.ACCEPT || isEmpty) {
        return verdict;
      }
      try {
        elements = decoder.open(answer).all();
        return verdict;
      } catch (Undecodable e) {
        return failures > UNDECODABLE_RETRIES
            ? Verdict.fail(Problem.Kind.SOURCE, e.getMessage())
            : Verdict.retry(e.getMessage(), null);
      }
    }

    @Override
    public Verdict fault(String message, int failures) {
      return endpoint.errors().fault(message, failures);
    }
  }
}
