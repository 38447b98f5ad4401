package dev.tidemark.export;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rows can be written as. */
public enum Format {
  /** With a header; an empty text is {@code ""}, and nothing at all is null. */
  CSV(".csv") {
    @Override
    RowWriter writer(List<ResultColumn> columns, OutputStream out) throws IOException {
      return new CsvRows(columns, out);
    }
  },
  /** A JSON object a line. */
  JSONL(".jsonl .ndjson") {
    @Override
    RowWriter writer(List<ResultColumn> columns, OutputStream out) {
      return new JsonRows(columns, out);
    }
  },
  /** Types as a Parquet destination has them. */
  PARQUET(".parquet") {
    @Override
    RowWriter writer(List<ResultColumn> columns, OutputStream out) throws IOException {
      return new ParquetRows(columns, out);
    }
  },
  /** Arrow's file format, which is version 2 of Feather too. */
  ARROW(".arrow .feather") {
    @Override
    RowWriter writer(List<ResultColumn> columns, OutputStream out) throws IOException {
      return new ArrowRows(columns, out);
    }
  };

  private final String endings;

  /**
   * @param endings of names of files, with spaces between
   */
  Format(String endings) {
    this.endings = endings;
  }

  private Stream<String> endings() {
    return Arrays.stream(endings.split(" "));
  }

  /** A writer; closing it leaves the stream open. */
  abstract RowWriter writer(List<ResultColumn> columns, OutputStream out) throws IOException;

  /** The format that a file's name says. */
  public static Format of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.endings().anyMatch(name::endsWith))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.config(
                    "the name of "
                        + file
                        + " does not say its format: end it with "
                        + Arrays.stream(values())
                            .flatMap(Format::endings)
                            .collect(Collectors.joining(", "))
                        + ", or name a format"));
  }
}
