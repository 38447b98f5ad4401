package dev.tidemark.file.parquet;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.Options;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Parquet; parts are of row groups. */
public final class ParquetFormat implements FileFormat {
  private final boolean decimalsAreNumbers;

  private ParquetFormat(boolean decimalsAreNumbers) {
    this.decimalsAreNumbers = decimalsAreNumbers;
  }

  public static ParquetFormat of(Options options) {
    return new ParquetFormat(options.flag("decimal_as_float", false));
  }

  @Override
  public JsonObject infer(FileContent file) throws IOException {
    try (ParquetContent content = ParquetContent.open(file)) {
      return ParquetSchema.of(content.schema(), new Leaves(decimalsAreNumbers));
    }
  }

  @Override
  public Splitter splits(FileContent file, Split after, long size) throws IOException {
    if (!file.isSeekable() || file.length() <= size) {
      return Splitter.rest(after);
    }
    try (ParquetContent content = ParquetContent.open(file)) {
      List<BlockMetaData> groups = content.groups();
      long[] from = {after == null ? 0 : after.to()};
      return () -> next(groups, from, size);
    }
  }

  private static Optional<Split> next(List<BlockMetaData> groups, long[] from, long size) {
    if (from[0] == Split.END) {
      return Optional.empty();
    }
    long bytes = 0;
    int group = (int) from[0];
    while (group < groups.size() && bytes < size) {
      bytes += groups.get(group++).getCompressedSize();
    }
    Split split = new Split(from[0], group < groups.size() ? group : Split.END);
    from[0] = split.to();
    return Optional.of(split);
  }

  @Override
  public PageReader open(Reading reading) throws IOException {
    ParquetContent content = ParquetContent.open(reading.file());
    try {
      return new ParquetPages(content, reading, new Leaves(decimalsAreNumbers));
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }
}
