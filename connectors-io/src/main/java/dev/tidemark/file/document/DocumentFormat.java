package dev.tidemark.file.document;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.Options;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.file.value.Types;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.List;

/** PDF, Word, PowerPoint, HTML, Markdown and plain text: a file is a record. */
public final class DocumentFormat implements FileFormat {
  public static final String KEY = "document_key";
  private static final String CONTENT = "content";
  private static final String ERROR = "_ab_source_file_parse_error";

  private final boolean skipsUnreadable;

  private DocumentFormat(boolean skipsUnreadable) {
    this.skipsUnreadable = skipsUnreadable;
  }

  public static DocumentFormat of(Options options) {
    String strategy = options.choice("strategy", List.of("auto", "fast", "ocr_only", "hi_res"));
    if (strategy.equals("ocr_only") || strategy.equals("hi_res")) {
      throw options.wrong(
          "strategy", "is '" + strategy + "', but pictures of text are not read; use auto or fast");
    }
    Options processing = options.options("processing");
    if (!processing.text("mode", "local").equals("local")) {
      throw processing.wrong("mode", "must be local: documents are sent nowhere to be read");
    }
    processing.refuseOthers();
    return new DocumentFormat(options.flag("skip_unprocessable_files", true));
  }

  @Override
  public JsonObject infer(FileContent file) {
    return Types.record(
        JsonObject.of(
            CONTENT, Types.of("string"), KEY, Types.of("string"), ERROR, Types.of("string")));
  }

  @Override
  public Splitter splits(FileContent file, Split after, long size) {
    return Splitter.rest(after);
  }

  @Override
  public PageReader open(Reading reading) {
    return new PageReader() {
      @Override
      public FilePage next() throws IOException {
        FileContent file = reading.file();
        JsonObject record = record(file);
        return new FilePage(List.of(record), List.of(), Math.max(0, file.length()), null);
      }

      @Override
      public void close() {}
    };
  }

  /** One that can't be read is a record that says so, if it should not fail the stream. */
  private JsonObject record(FileContent file) throws IOException {
    try {
      String text = DocumentText.of(file);
      return JsonObject.of(CONTENT, text, KEY, file.name(), ERROR, null);
    } catch (Unreadable e) {
      if (!skipsUnreadable) {
        throw Problem.source(file.name() + ": " + e.getMessage(), e);
      }
      return JsonObject.of(CONTENT, null, KEY, file.name(), ERROR, e.getMessage());
    }
  }
}
