package dev.tidemark.file.csv;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.Options;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.file.text.ByteWindow;
import dev.tidemark.file.text.TextPlace;
import dev.tidemark.file.text.TextSplitter;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Comma-separated values. */
public final class CsvFormat implements FileFormat {
  /** What a header takes up at most, usually. */
  private static final long HEAD = 64 << 10;

  private final CsvOptions options;
  private final CsvMarks marks;

  private CsvFormat(CsvOptions options) {
    this.options = options;
    this.marks = CsvMarks.of(options);
  }

  public static CsvFormat of(Options options) {
    return new CsvFormat(CsvOptions.of(options));
  }

  @Override
  public JsonObject infer(FileContent file) throws IOException {
    try (CsvText text = text(file, 0, CsvInference.REACH, Split.WHOLE, 1)) {
      return new CsvInference(options).infer(header(text), text);
    }
  }

  /** Text that must be decoded to know its characters is read from its beginning. */
  @Override
  public Splitter splits(FileContent file, Split after, long size) throws IOException {
    if (!marks.direct() || !file.isSeekable() || file.length() <= size) {
      return Splitter.rest(after);
    }
    CsvBoundaries boundaries = new CsvBoundaries(marks);
    return new TextSplitter(file, boundaries, after, size, head(file).end());
  }

  @Override
  public PageReader open(Reading reading) throws IOException {
    FileContent file = reading.file();
    Split split = reading.split();
    if (reading.from() == null && split.from() == 0) {
      CsvText text = text(file, 0, split.to(), split, 1);
      return new CsvReader(text, options, header(text), reading);
    }
    CsvHeader header = head(file).header();
    TextPlace place = TextPlace.of(reading);
    long length = split.to() - place.offset();
    CsvText text = text(file, place.offset(), length, split, place.line());
    return new CsvReader(text, options, header, reading);
  }

  /**
   * @param end where the rows begin
   */
  private record Head(CsvHeader header, long end) {}

  /** The header, for readers that begin behind it. */
  private Head head(FileContent file) throws IOException {
    for (long length = HEAD; ; length *= 16) {
      boolean all = !file.isSeekable() || length >= file.length();
      try (CsvText text = text(file, 0, all ? Split.END : length, Split.WHOLE, 1)) {
        CsvHeader header = header(text);
        if (all || text.offset() < length) {
          return new Head(header, text.offset());
        }
      } catch (Problem e) {
        // The header may be cut where the part ends.
        if (all) {
          throw e;
        }
      }
    }
  }

  private CsvHeader header(CsvText text) throws IOException {
    text.skipMark();
    text.skipLines(options.skipBefore());
    if (options.hasHeader()) {
      long line = text.line();
      if (!text.next()) {
        return CsvHeader.of(List.of());
      }
      List<String> names = text.texts().stream().map(String::strip).toList();
      requireNames(text, line, names);
      if (text.takeMalformed()) {
        String encoding = options.encoding().name();
        throw text.problem(line, "the header is not written in " + encoding + "; set 'encoding'");
      }
      text.skipLines(options.skipAfter());
      return CsvHeader.of(names);
    }
    text.skipLines(options.skipAfter());
    List<String> names = options.names();
    if (names.isEmpty() && text.next()) {
      names = IntStream.range(0, text.cells()).mapToObj(i -> "f" + i).toList();
      text.back();
    }
    return CsvHeader.of(names);
  }

  private static void requireNames(CsvText text, long line, List<String> names) {
    int last = names.size();
    while (last > 0 && names.get(last - 1).isEmpty()) {
      last--;
    }
    int nameless = names.subList(0, last).indexOf("");
    if (nameless >= 0 || last == 0) {
      throw text.problem(line, "column " + (nameless + 1) + " of the header has no name");
    }
  }

  private CsvText text(FileContent file, long offset, long length, Split split, long line)
      throws IOException {
    ByteWindow window = new ByteWindow(marks.open(file, options, offset, length), offset);
    CellText cells = new CellText(marks, options);
    return new CsvText(window, new CsvRow(marks), cells, file.name(), split, line);
  }
}
