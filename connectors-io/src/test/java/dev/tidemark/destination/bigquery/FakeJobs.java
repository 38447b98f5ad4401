package dev.tidemark.destination.bigquery;

import dev.tidemark.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The jobs of a fake BigQuery, each known by its name for ever. */
final class FakeJobs {
  static final String LOCATION = "EU";

  private static final int ROWS_OF_A_PAGE = 500;

  /** One in so many is not done when it is begun. */
  private static final int SLOW_JOBS = 10;

  private final Engine engine;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicReference<Trap> trap = new AtomicReference<>();
  private final List<String> denied = new CopyOnWriteArrayList<>();

  FakeJobs(Engine engine) {
    this.engine = engine;
  }

  /**
   * A job that was taken, and what became of it.
   *
   * @param looks how often it is still said to be running
   */
  private record Job(JsonObject json, Answer answer, AtomicInteger looks) {}

  /** What happens to the next request that a job begins with. */
  enum Mishap {
    /** The job is done, and the answer never comes. */
    ANSWER_LOST,
    /** The job is not begun, and no answer comes. */
    REQUEST_LOST,
    /** The job fails, because there have been too many. */
    QUOTA,
    /** The job fails for a reason of BigQuery's own. */
    BACKEND
  }

  /** A mishap, and what the name of the job begins with. */
  private record Trap(String prefix, Mishap mishap) {}

  void trap(String prefix, Mishap mishap) {
    trap.set(new Trap(prefix, mishap));
  }

  /** Whether a trap is still waiting for its job. */
  boolean isArmed() {
    return trap.get() != null;
  }

  /** Statements that contain this are refused for want of rights. */
  void deny(String statement) {
    denied.add(statement);
  }

  /** How many jobs have names that begin so. */
  long count(String prefix) {
    return jobs.keySet().stream().filter(name -> name.startsWith(prefix)).count();
  }

  /** Something that makes a job's answer. */
  interface Work {
    Answer run();
  }

  /**
   * Takes a job, and carries it out at once.
   *
   * @return what its sender is answered; empty for nothing
   */
  Optional<JsonObject> begin(JsonObject asked, Work work) {
    if (Boolean.TRUE.equals(asked.object("configuration").get("dryRun"))) {
      return Optional.of(dryRun(asked));
    }
    String name = name(asked);
    Trap set = trap.get();
    boolean caught = set != null && name.startsWith(set.prefix()) && trap.compareAndSet(set, null);
    Mishap mishap = caught ? set.mishap() : null;
    if (mishap == Mishap.REQUEST_LOST) {
      return Optional.empty();
    }
    requireNew(asked);
    JsonObject job = carryOut(asked, name, mishap, work);
    return mishap == Mishap.ANSWER_LOST ? Optional.empty() : Optional.of(job);
  }

  /** Refuses a job whose name another one has. */
  void requireNew(JsonObject asked) {
    if (jobs.containsKey(name(asked))) {
      throw new Refused("duplicate", "Already Exists: Job p:" + LOCATION + "." + name(asked));
    }
  }

  private static String name(JsonObject asked) {
    return asked.object("jobReference").text("jobId", "");
  }

  private JsonObject carryOut(JsonObject asked, String name, Mishap mishap, Work work) {
    JsonObject status = JsonObject.of("state", "DONE");
    Answer answer = null;
    try {
      if (mishap == Mishap.QUOTA) {
        throw new Refused("quotaExceeded", "Quota exceeded: too many table update operations");
      }
      if (mishap == Mishap.BACKEND) {
        throw new Refused("backendError", "Error encountered during execution. Retrying may help.");
      }
      answer = work.run();
    } catch (Refused e) {
      status.put(
          "errorResult",
          JsonObject.of("reason", e.reason(), "message", String.valueOf(e.getMessage())));
    }
    JsonObject reference = JsonObject.of("projectId", "p", "jobId", name, "location", LOCATION);
    JsonObject done =
        JsonObject.of(
            "jobReference",
            reference,
            "configuration",
            asked.object("configuration"),
            "status",
            status,
            "statistics",
            JsonObject.of("creationTime", String.valueOf(System.currentTimeMillis())));
    boolean slow = numbers.incrementAndGet() % SLOW_JOBS == 0;
    Job job = new Job(done, answer, new AtomicInteger(slow ? 1 : 0));
    jobs.put(name, job);
    return slow ? running(job) : done;
  }

  private static JsonObject running(Job job) {
    return job.json().copy().put("status", JsonObject.of("state", "RUNNING"));
  }

  /** Whoever asks at once for a slow job is told that it goes on. */
  JsonObject look(String name) {
    Job job = jobs.get(name);
    if (job == null) {
      throw new Refused("notFound", "Not found: Job p:" + LOCATION + "." + name);
    }
    return job.looks().getAndDecrement() > 0 ? running(job) : job.json();
  }

  private JsonObject dryRun(JsonObject asked) {
    String sql = asked.object("configuration").object("query").text("query", "");
    refuseDenied(sql);
    String type = sql.strip().split("\\s")[0].toUpperCase(Locale.ROOT);
    return JsonObject.of(
        "jobReference",
        JsonObject.of("projectId", "p", "location", LOCATION),
        "configuration",
        asked.object("configuration"),
        "status",
        JsonObject.of("state", "DONE"),
        "statistics",
        JsonObject.of("query", JsonObject.of("statementType", type)));
  }

  private void refuseDenied(String sql) {
    if (denied.stream().anyMatch(sql::contains)) {
      throw new Refused(
          "accessDenied",
          "Access Denied: Dataset p:d: Permission bigquery.tables.create denied on dataset p:d");
    }
  }

  /** Runs what a job or a request for a query says. */
  Answer run(JsonObject query) {
    String sql = query.text("query", "");
    refuseDenied(sql);
    Map<String, String> parameters = new HashMap<>();
    for (Object item : query.list("queryParameters")) {
      JsonObject parameter = (JsonObject) item;
      parameters.put(
          parameter.text("name", ""), parameter.object("parameterValue").text("value", ""));
    }
    JsonObject dataset = query.object("defaultDataset");
    return engine.run(dataset == null ? "" : dataset.text("datasetId", ""), sql, parameters);
  }

  /** A query whose first rows are the answer. */
  JsonObject query(JsonObject asked) {
    String name = "query_" + numbers.incrementAndGet();
    Answer answer = run(asked);
    JsonObject table = JsonObject.of("projectId", "p", "datasetId", "_results", "tableId", name);
    JsonObject job =
        JsonObject.of(
            "jobReference",
            JsonObject.of("projectId", "p", "jobId", name, "location", LOCATION),
            "status",
            JsonObject.of("state", "DONE"),
            "configuration",
            JsonObject.of(
                "jobType",
                "QUERY",
                "query",
                JsonObject.of("query", asked.text("query", ""), "destinationTable", table)));
    jobs.put(name, new Job(job, answer, new AtomicInteger()));
    JsonObject format = asked.object("formatOptions");
    return page(name, 0, format != null && Boolean.TRUE.equals(format.get("useInt64Timestamp")));
  }

  /** Rows of a query from one on. */
  JsonObject page(String name, int from, boolean exactTimes) {
    Answer answer = jobs.get(name).answer();
    int to = Math.min(answer.rows().size(), from + ROWS_OF_A_PAGE);
    JsonObject page =
        JsonObject.of(
            "jobComplete",
            true,
            "jobReference",
            JsonObject.of("projectId", "p", "jobId", name, "location", LOCATION),
            "schema",
            JsonObject.of("fields", answer.fields()),
            "totalRows",
            String.valueOf(answer.rows().size()),
            "rows",
            answer.rows(from, to, exactTimes));
    return to < answer.rows().size() ? page.put("pageToken", String.valueOf(to)) : page;
  }
}
