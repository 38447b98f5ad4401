package dev.tidemark.source.s3;

import dev.tidemark.file.schema.Schemas;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds out what the records of a stream look like. */
final class Discovery {
  private static final Comparator<SourceFile> OLDEST_FIRST =
      Comparator.comparing((SourceFile file) -> file.object().modified())
          .thenComparing(SourceFile::url);

  private final FileStream stream;
  private final Files files;
  private final Contents contents;
  private final Crew crew;

  Discovery(FileStream stream, Files files, Contents contents, Crew crew) {
    this.stream = stream;
    this.files = files;
    this.contents = contents;
    this.crew = crew;
  }

  /**
   * JSON Schema of the fields that come from the files themselves; types are without null. That of
   * a stream without files is the one of records whose fields are kept together.
   */
  JsonObject schema() {
    if (stream.given() != null) {
      return stream.given();
    }
    if (stream.schemaless()) {
      return Records.TOGETHER;
    }
    List<SourceFile> samples = samples();
    JsonObject schema = null;
    List<JsonObject> inferred = crew.each(samples, this::infer);
    for (int i = 0; i < samples.size(); i++) {
      schema =
          schema == null
              ? inferred.get(i)
              : Schemas.merge(schema, inferred.get(i), samples.get(i).url());
    }
    return schema == null ? Records.TOGETHER : schema;
  }

  private JsonObject infer(SourceFile file) {
    try {
      JsonObject schema = stream.format().infer(contents.of(file));
      HivePath.columns(file.object().key())
          .forEach((name, value) -> schema.object("properties").put(name, Records.TEXT));
      return schema;
    } catch (IOException e) {
      throw Problem.source(file.url() + ": it can't be read: " + e.getMessage(), e);
    }
  }

  /** The newest files, or the first to be found. */
  private List<SourceFile> samples() {
    PriorityQueue<SourceFile> newest = new PriorityQueue<>(OLDEST_FIRST);
    String from = null;
    do {
      Files.Page page = files.next(from);
      for (SourceFile file : page.files()) {
        newest.add(file);
        if (newest.size() > stream.samples()) {
          newest.remove();
        }
      }
      from = page.following();
    } while (from != null && !(stream.anyFile() && !newest.isEmpty()));
    List<SourceFile> samples = new ArrayList<>(newest);
    samples.sort(OLDEST_FIRST.reversed());
    return samples;
  }
}
