package dev.tidemark.cli;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.job.Job;
import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Option(names = "--json", description = "Print one JSON object a row.")
  boolean json;

  @Option(names = "--csv", description = "Print CSV.")
  boolean csv;

  @Override
  public Integer call() {
    try (Job loaded = job.load();
        Destination destination = loaded.destination(Access.READ);
        QueryResult result = destination.query(sql)) {
      if (json) {
        json(result);
      } else if (csv) {
        csv(result);
      } else {
        table(result);
      }
    }
    return Main.OK;
  }

  private static void json(QueryResult result) {
    while (result.hasNext()) {
      List<Object> row = result.next();
      JsonObject object = new JsonObject();
      for (int i = 0; i < row.size(); i++) {
        object.put(result.names().get(i), jsonValue(row.get(i)));
      }
      Output.data(object.toString());
    }
  }

  private static Object jsonValue(Object value) {
    boolean asIs =
        value == null
            || value instanceof JsonObject
            || value instanceof List<?>
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte
            || value instanceof BigInteger;
    if (value instanceof BigDecimal decimal) {
      return new BigDecimal(decimal.toPlainString());
    }
    boolean finite = value instanceof Double number && Double.isFinite(number);
    return asIs || finite ? value : value.toString();
  }

  private static void csv(QueryResult result) {
    Output.data(line(result.names()));
    while (result.hasNext()) {
      Output.data(line(result.next()));
    }
  }

  private static String line(List<?> cells) {
    return cells.stream().map(QueryCommand::csvCell).collect(Collectors.joining(","));
  }

  private static String csvCell(Object value) {
    String text = value == null ? "" : text(value);
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    boolean emptyText = value != null && text.isEmpty();
    return plain && !emptyText ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static void table(QueryResult result) {
    TextTable table = new TextTable(result.names());
    long rows = 0;
    for (; result.hasNext() && rows < SHOWN; rows++) {
      table.row(result.next().stream().map(v -> v == null ? "" : text(v)).toList());
    }
    Output.data(table.toString());
    if (result.hasNext()) {
      System.err.println("only the first " + SHOWN + " rows are shown; --csv and --json give all");
    }
  }
}
