package dev.tidemark.file.excel;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.Options;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.json.JsonObject;
import java.io.IOException;

/** The first sheet of a workbook; its first row names the columns. */
public final class ExcelFormat implements FileFormat {
  private static final int SAMPLE = 10_000;

  private ExcelFormat() {}

  @SuppressWarnings("unused") // there are none
  public static ExcelFormat of(Options options) {
    return new ExcelFormat();
  }

  @Override
  public JsonObject infer(FileContent file) throws IOException {
    try (Sheet sheet = Sheet.open(file)) {
      ExcelInference inference = new ExcelInference(sheet.names());
      for (int i = 0; i < SAMPLE && sheet.next(); i++) {
        inference.see(sheet);
      }
      return inference.schema();
    }
  }

  @Override
  public Splitter splits(FileContent file, Split after, long size) {
    return Splitter.rest(after);
  }

  @Override
  public PageReader open(Reading reading) throws IOException {
    return new ExcelPages(Sheet.open(reading.file()), reading);
  }
}
