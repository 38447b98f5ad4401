package dev.tidemark;

import dev.tidemark.job.Job;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.source.Records;
import dev.tidemark.source.Source;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A stream of a source, read straight from it: nothing is written, and no progress is kept. */
public final class SourceStream {
  private final Tidemark tidemark;
  private final String name;

  SourceStream(Tidemark tidemark, String name) {
    this.tidemark = tidemark;
    this.name = name;
  }

  /** Its key, cursor and JSON Schema. */
  public StreamSpec spec() {
    try (Job job = tidemark.job()) {
      return job.source().stream(name);
    }
  }

  /**
   * All its records as the source gives them, page after page as they are asked for; to be closed.
   */
  public Stream<JsonObject> records() {
    Job job = tidemark.job();
    try {
      Source source = job.source();
      source.stream(name);
      Spliterator<JsonObject> records =
          Spliterators.spliteratorUnknownSize(
              new Records(source.reader(name)), Spliterator.ORDERED | Spliterator.NONNULL);
      return StreamSupport.stream(records, false).onClose(job::close);
    } catch (RuntimeException e) {
      job.close();
      throw e;
    }
  }

  /** The first few records. */
  public List<JsonObject> peek(int count) {
    try (Stream<JsonObject> records = records()) {
      return records.limit(count).toList();
    }
  }
}
