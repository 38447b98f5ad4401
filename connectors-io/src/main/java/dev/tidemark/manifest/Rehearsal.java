package dev.tidemark.manifest;

import dev.tidemark.http.Network;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Sender;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.standin.StandIn;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Wishes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a little of each stream of a manifest, with a made-up config and made-up answers: nothing
 * is sent.
 */
public final class Rehearsal {
  private static final int MOST_SLICES = 2;
  private static final int MOST_CHUNKS = 4;

  /** Of one slice; jobs take some until they are done. */
  private static final int MOST_PAGES = 8;

  private final ManifestSource source;
  private final Recorder recorder;
  private final Instant now;

  private Rehearsal(ManifestSource source, Recorder recorder, Instant now) {
    this.source = source;
    this.recorder = recorder;
    this.now = now;
  }

  /**
   * What came of a stream.
   *
   * @param stream its name; empty where it can't be told what streams there are
   * @param first the first request for its own records, if it came so far
   * @param requests how many were made, those for what the stream needs included
   * @param records how many were read
   * @param error why it can't be read; null if it can
   */
  public record Outcome(
      String stream, Optional<Request> first, int requests, int records, String error) {}

  /**
   * Reads the streams of a manifest.
   *
   * @throws Problem if it can't be used
   */
  public static List<Outcome> of(String name, String text, Clock clock) {
    Document document = Document.read(name, text);
    JsonObject config = PlaceholderConfig.of(document, clock);
    CompiledManifest manifest = CompiledManifest.compile(document, config, clock);
    StandIn standIn = StandIn.of(document.root(manifest.config(), new Flaws(), clock), clock);
    Recorder recorder = new Recorder(standIn);
    Time time = new QuickTime(clock.instant());
    Surroundings around = new Surroundings(Network.DIRECT, Wishes.NONE, time, recorder);
    ManifestSource source = new ManifestSource(document, config, Set.of(), List.of(), around);
    Rehearsal rehearsal = new Rehearsal(source, recorder, time.now());
    return rehearsal.all(standIn);
  }

  private List<Outcome> all(StandIn standIn) {
    List<String> names;
    try {
      names = source.names();
      source.generated().forEach(standIn::learn);
    } catch (Problem | EvaluationProblem e) {
      // Which streams there are is for the source to say, and what is made up is no answer.
      String error = e.getMessage();
      return List.of(
          new Outcome("its streams", Optional.empty(), recorder.requests.size(), 0, error));
    }
    return names.stream().map(this::read).toList();
  }

  private Outcome read(String stream) {
    recorder.restart();
    Progress progress = new Progress();
    String error = null;
    try {
      StreamReader reader = source.reader(stream);
      reader.spec();
      read(reader, progress);
    } catch (Problem | EvaluationProblem e) {
      error = e.getMessage();
    }
    return new Outcome(
        stream,
        Optional.ofNullable(progress.first),
        recorder.requests.size(),
        progress.records,
        error);
  }

  private void read(StreamReader reader, Progress progress) {
    String from = null;
    int chunks = 0;
    do {
      StreamReader.Chunk chunk = reader.slices(Tidemark.NONE, now, from);
      for (Slice slice : chunk.slices().stream().limit(MOST_SLICES - progress.slices).toList()) {
        read(reader, slice, progress);
        progress.slices++;
      }
      from = chunk.following();
    } while (from != null && progress.slices < MOST_SLICES && ++chunks < MOST_CHUNKS);
  }

  private void read(StreamReader reader, Slice slice, Progress progress) {
    PagePosition position = PagePosition.FIRST;
    for (int page = 0; position != null && page < MOST_PAGES; page++) {
      int before = recorder.requests.size();
      try {
        RecordBatch batch = reader.read(slice, position);
        progress.records += batch.records().size();
        position = batch.following();
      } finally {
        if (progress.first == null && recorder.requests.size() > before) {
          progress.first = recorder.requests.get(recorder.requests.size() - 1);
        }
      }
    }
  }

  private static final class Progress {
    private Request first;
    private int slices;
    private int records;
  }

  /** Remembers what was asked. */
  private static final class Recorder implements Sender {
    private final StandIn standIn;
    private final List<Request> requests = new ArrayList<>();

    Recorder(StandIn standIn) {
      this.standIn = standIn;
    }

    void restart() {
      requests.clear();
      standIn.restart();
    }

    @Override
    public Reply send(Request request, Toll toll) {
      requests.add(request);
      return standIn.send(request, toll);
    }
  }

  /** A time that passes at once where somebody waits, and else stands still. */
  private static final class QuickTime implements Time {
    private final Instant start;
    private Duration passed = Duration.ZERO;

    QuickTime(Instant start) {
      this.start = start;
    }

    @Override
    public synchronized Instant now() {
      return start.plus(passed);
    }

    @Override
    public long nanos() {
      return start.until(now(), ChronoUnit.NANOS);
    }

    @Override
    public synchronized void sleep(Duration duration) {
      passed = passed.plus(duration);
    }
  }
}
