package dev.tidemark.file.avro;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.Options;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** Avro; parts begin at the first block that begins in them. */
public final class AvroFormat implements FileFormat {
  private final boolean doublesAreText;

  private AvroFormat(boolean doublesAreText) {
    this.doublesAreText = doublesAreText;
  }

  public static AvroFormat of(Options options) {
    return new AvroFormat(options.flag("double_as_string", false));
  }

  @Override
  public JsonObject infer(FileContent file) throws IOException {
    try (AvroContent content = AvroContent.open(file, doublesAreText)) {
      return content.values().schema();
    }
  }

  /** Blocks are found by the mark between them, so that no place has to be looked for here. */
  @Override
  public Splitter splits(FileContent file, Split after, long size) {
    if (!file.isSeekable() || file.length() <= size) {
      return Splitter.rest(after);
    }
    long[] from = {after == null ? 0 : after.to()};
    return () -> {
      if (from[0] == Split.END) {
        return Optional.empty();
      }
      boolean isLast = file.length() - from[0] <= size + size / 4;
      Split split = new Split(from[0], isLast ? Split.END : from[0] + size);
      from[0] = split.to();
      return Optional.of(split);
    };
  }

  @Override
  public PageReader open(Reading reading) throws IOException {
    AvroContent content = AvroContent.open(reading.file(), doublesAreText);
    try {
      return new AvroPages(content, reading);
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }
}
