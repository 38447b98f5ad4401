package dev.tidemark.cli;

import dev.tidemark.Dataset;
import dev.tidemark.export.Format;
import dev.tidemark.job.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes rows of the destination to a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a stream's table, or the rows of a query, to a file.")
final class ExportCommand implements Callable<Integer> {
  private static final Path TO_STDOUT = Path.of("-");

  @Mixin JobOption job;

  @Parameters(index = "1", arity = "0..1", paramLabel = "STREAM", description = "The stream.")
  String stream;

  @Option(names = "--sql", paramLabel = "SQL", description = "A query, instead of a stream.")
  String sql;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The file; its name says the format. - is the terminal, or a pipe.")
  Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, jsonl, parquet or arrow (default: as the file's name says).")
  Format format;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns.")
  List<String> columns = List.of();

  @Option(names = "--where", paramLabel = "SQL", description = "Only rows that meet this.")
  String where;

  @Option(names = "--limit", paramLabel = "COUNT", description = "No more rows than that.")
  Long limit;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if ((stream == null) == (sql == null)) {
      throw new ParameterException(
          spec.commandLine(), "what to export is either a STREAM or --sql");
    }
    if (output.equals(TO_STDOUT) && format == null) {
      throw new ParameterException(spec.commandLine(), "-o - needs --format, as in --format csv");
    }
    Format chosen = format == null ? Format.of(output) : format;
    try (Job loaded = job.load()) {
      Dataset rows = rows(loaded);
      if (output.equals(TO_STDOUT)) {
        Output.data(out -> rows.to(chosen, out));
      } else {
        long count = rows.to(chosen, output);
        System.err.println(String.format(Locale.ROOT, "%,d rows into %s", count, output));
      }
    }
    return Main.OK;
  }

  private Dataset rows(Job loaded) {
    Dataset rows =
        sql == null
            ? Dataset.of(loaded.syncJob(), stream)
            : Dataset.of(loaded.syncJob(), "").query(sql);
    if (!columns.isEmpty()) {
      rows = rows.columns(columns.toArray(String[]::new));
    }
    if (where != null) {
      rows = rows.where(where);
    }
    return limit == null ? rows : rows.limit(limit);
  }
}
