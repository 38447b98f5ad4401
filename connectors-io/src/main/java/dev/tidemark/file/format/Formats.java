package dev.tidemark.file.format;

import dev.tidemark.file.FileFormat;
import dev.tidemark.file.Options;
import dev.tidemark.file.avro.AvroFormat;
import dev.tidemark.file.csv.CsvFormat;
import dev.tidemark.file.document.DocumentFormat;
import dev.tidemark.file.excel.ExcelFormat;
import dev.tidemark.file.jsonl.JsonlFormat;
import dev.tidemark.file.parquet.ParquetFormat;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.List;

/** Makes formats from what a config says of them. */
public final class Formats {
  private static final List<String> TYPES =
      List.of("csv", "jsonl", "parquet", "avro", "excel", "unstructured");

  private Formats() {}

  /**
   * @param path where the options stand in the config, such as {@code streams[0].format}
   * @throws Problem that says which option is wrong
   */
  public static FileFormat of(String path, JsonObject config) {
    Options options = new Options(path, config);
    if (options.text("filetype").isEmpty()) {
      throw options.wrong("filetype", "is missing; it is one of " + String.join(", ", TYPES));
    }
    FileFormat format =
        switch (options.choice("filetype", TYPES)) {
          case "csv" -> CsvFormat.of(options);
          case "jsonl" -> JsonlFormat.of(options);
          case "parquet" -> ParquetFormat.of(options);
          case "avro" -> AvroFormat.of(options);
          case "excel" -> ExcelFormat.of(options);
          default -> DocumentFormat.of(options);
        };
    options.refuseOthers();
    return format;
  }
}
