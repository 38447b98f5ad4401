package dev.tidemark.file.jsonl;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.Options;
import dev.tidemark.file.PageLimit;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.file.schema.Schemas;
import dev.tidemark.file.text.TextSplitter;
import dev.tidemark.json.JsonObject;
import java.io.IOException;

/** JSON objects, each on a line of its own or on several. */
public final class JsonlFormat implements FileFormat {
  private static final PageLimit SAMPLE = new PageLimit(Integer.MAX_VALUE, 1_000_000);

  private JsonlFormat() {}

  public static JsonlFormat of(Options options) {
    return new JsonlFormat();
  }

  @Override
  public JsonObject infer(FileContent file) throws IOException {
    try (PageReader reader = open(new Reading(file, Split.WHOLE, null, null, SAMPLE))) {
      return Schemas.ofRecords(file.name(), reader.next().records());
    }
  }

  @Override
  public Splitter splits(FileContent file, Split after, long size) {
    if (!file.isSeekable() || file.length() <= size) {
      return Splitter.rest(after);
    }
    return new TextSplitter(file, new JsonlBoundaries(), after, size, 0);
  }

  @Override
  public PageReader open(Reading reading) throws IOException {
    return new JsonlReader(reading);
  }
}
