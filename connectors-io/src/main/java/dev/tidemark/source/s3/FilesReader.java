package dev.tidemark.source.s3;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageLimit;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.http.CallStats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Rejected;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Crew;
import dev.tidemark.source.PageSet;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the files of one stream. */
final class FilesReader implements StreamReader {
  /** So many small files are read side by side. */
  private static final int AT_ONCE = 16;

  private final Supplier<StreamSpec> spec;
  private final FileStream stream;
  private final Files files;
  private final Slices slices;
  private final Contents contents;
  private final Supplier<JsonObject> schema;
  private final FileTransfer transfer;
  private final Crew crew;
  private final CallStats stats;
  private final OpenPages open = new OpenPages();

  /**
   * @param schema of the fields that come from the files
   * @param transfer hands files over whole; null where their records are read
   */
  FilesReader(
      FileStream stream,
      Supplier<StreamSpec> spec,
      Supplier<JsonObject> schema,
      Files files,
      Slices slices,
      Contents contents,
      FileTransfer transfer,
      Crew crew,
      CallStats stats) {
    this.stream = stream;
    this.spec = spec;
    this.schema = schema;
    this.files = files;
    this.slices = slices;
    this.contents = contents;
    this.transfer = transfer;
    this.crew = crew;
    this.stats = stats;
  }

  @Override
  public StreamSpec spec() {
    return spec.get();
  }

  @Override
  public Chunk slices(Span span, String from) {
    if (transfer != null && from == null) {
      transfer.refuseEqualNames(files);
    }
    return slices.next(span.tidemark().readOrNone(), from);
  }

  /** A part of a slice and where it goes on. */
  private record Turn(Slice part, PagePosition position) {}

  /** What a part came to: a page, or a problem. */
  private record Outcome(Slice part, RecordBatch page, Problem problem) {}

  @Override
  public PageSet readAll(Slice slice, Map<Slice, PagePosition> positions) {
    List<Turn> turns = new ArrayList<>();
    for (Slice part : slice.parts()) {
      PagePosition position = positions.get(part);
      if (position != null && turns.size() < AT_ONCE) {
        turns.add(new Turn(part, position));
      }
    }
    List<RecordBatch> pages = new ArrayList<>();
    Map<Slice, Problem> failures = new HashMap<>();
    for (Outcome outcome : crew.each(turns, this::attempt)) {
      if (outcome.page() != null) {
        pages.add(outcome.page());
      } else {
        failures.put(outcome.part(), outcome.problem());
      }
    }
    return stream.skipsUnreadable()
        ? new PageSet(pages, Map.of(), Map.of(), failures, null)
        : new PageSet(pages, Map.of(), failures, Map.of(), null);
  }

  /**
   * What is wrong with a file is said of it alone; what is wrong with all of them ends the read.
   */
  private Outcome attempt(Turn turn) {
    try {
      return new Outcome(turn.part(), read(turn.part(), turn.position()), null);
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.SOURCE) {
        throw problem;
      }
      return new Outcome(turn.part(), null, problem);
    }
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position) {
    SourceFile file = SourceFile.of(slice);
    if (transfer != null) {
      JsonObject record = transfer.deliver(file);
      record.put(SourceFile.MODIFIED, file.modified()).put(SourceFile.URL, file.url());
      return batch(slice, position, file, List.of(record), List.of(), file.object().size(), null);
    }
    PageReader reader = open.take(slice, position);
    try {
      reader = reader == null ? reader(slice, position, file) : reader;
      FilePage page = reader.next();
      Records.Made made = new Records(stream, schema.get()).of(file, page);
      PagePosition following = page.isLast() ? null : position.next(page.following());
      RecordBatch batch =
          batch(slice, position, file, made.records(), made.rejected(), page.bytes(), following);
      if (following != null) {
        open.put(slice, following, reader);
        reader = null;
      }
      return batch;
    } catch (IOException e) {
      throw Problem.source(file.url() + ": it can't be read: " + e.getMessage(), e);
    } finally {
      OpenPages.close(reader);
    }
  }

  private PageReader reader(Slice slice, PagePosition position, SourceFile file)
      throws IOException {
    FileContent content = contents.of(file);
    JsonObject columns = stream.schemaless() ? null : schema.get();
    return stream
        .format()
        .open(new Reading(content, split(slice), position.token(), columns, PageLimit.USUAL));
  }

  private static Split split(Slice slice) {
    Interval range = slice.range();
    return range == null
        ? Split.WHOLE
        : new Split(
            Long.parseLong(range.start()), range.last() ? Split.END : Long.parseLong(range.end()));
  }

  private static RecordBatch batch(
      Slice slice,
      PagePosition position,
      SourceFile file,
      List<JsonObject> records,
      List<Rejected> rejected,
      long bytes,
      PagePosition following) {
    return new RecordBatch(
        slice,
        position.index(),
        records,
        rejected,
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
        bytes,
        file.mark(),
        file.mark(),
        following);
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public CallStats stats() {
    return stats;
  }
}
