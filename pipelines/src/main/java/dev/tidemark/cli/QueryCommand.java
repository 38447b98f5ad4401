package dev.tidemark.cli;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.export.Export;
import dev.tidemark.export.Format;
import dev.tidemark.job.Job;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs SQL on the destination. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Run SQL on the destination.")
final class QueryCommand implements Callable<Integer> {
  private static final int SHOWN = 1_000;

  @Mixin JobOption job;

  @Parameters(index = "1", paramLabel = "SQL", description = "The query.")
  String sql;

  @ArgGroup As as = new As();

  /** How to print the rows, if not as a table. */
  static final class As {
    @Option(names = "--json", description = "Print one JSON object a row.")
    boolean json;

    @Option(names = "--csv", description = "Print CSV.")
    boolean csv;
  }

  @Override
  public Integer call() {
    try (Job loaded = job.load();
        Destination destination = loaded.destination(Access.READ);
        QueryResult result = destination.query(sql)) {
      if (as.json || as.csv) {
        Output.data(out -> Export.toStream(result, as.csv ? Format.CSV : Format.JSONL, out));
      } else {
        table(result);
      }
    }
    return Main.OK;
  }

  private static List<String> cells(QueryResult result) {
    return result.next().stream()
        .map(value -> value == null ? "NULL" : Export.text(value))
        .toList();
  }

  /** A row with many columns, one below the other. */
  private static void upright(int number, QueryResult result) {
    int widest = result.names().stream().mapToInt(Width::of).max().orElse(0);
    List<String> cells = cells(result);
    Output.data("-- row " + number);
    for (int i = 0; i < cells.size(); i++) {
      String name = result.names().get(i);
      String line = name + " ".repeat(widest - Width.of(name) + 2) + cells.get(i);
      Output.data(Width.cut(line.replaceAll("\\p{Cntrl}+", " "), Output.tableWidth()));
    }
  }

  private static void table(QueryResult result) {
    if (TextTable.fits(result.columns().size())) {
      TextTable table = new TextTable(result.names());
      for (int row = 0; result.hasNext() && row < SHOWN; row++) {
        table.row(cells(result));
      }
      Output.data(table.toString());
    } else {
      for (int row = 1; result.hasNext() && row <= SHOWN; row++) {
        upright(row, result);
      }
    }
    if (result.hasNext()) {
      System.err.println(
          "only the first " + SHOWN + " rows are shown; --csv, --json and `export` give all");
    }
  }
}
