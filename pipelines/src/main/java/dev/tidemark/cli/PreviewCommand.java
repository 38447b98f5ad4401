package dev.tidemark.cli;

import dev.tidemark.job.Job;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.Records;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a few records as the source gives them. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = "Show a few records of a stream; nothing is written.")
final class PreviewCommand implements Callable<Integer> {
  @Mixin JobOption job;

  @Parameters(index = "1", paramLabel = "STREAM", description = "The stream.")
  String stream;

  @Option(names = "-n", paramLabel = "COUNT", description = "How many records (default: 5).")
  int count = 5;

  @Option(names = "--json", description = "Print one JSON object a record.")
  boolean json;

  @Option(
      names = "--trace",
      description = "Tell of requests, answers, slices, records and templates on the way.")
  boolean trace;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "-n takes a number from 1, not " + count);
    }
    try (Job loaded = job.load()) {
      Source source = trace ? traced(loaded.source()) : loaded.source();
      Optional<String> guess = source.guess(stream);
      if (guess.isPresent()) {
        Output.say("# no stream is called '" + stream + "'; this might read what lies there:");
        Output.data(guess.get());
        return Main.OK;
      }
      source.stream(stream);
      List<JsonObject> records = read(source.reader(stream));
      if (trace) {
        System.err.println();
      }
      if (json) {
        records.forEach(record -> Output.data(record.toString()));
      } else {
        show(records);
      }
    }
    return Main.OK;
  }

  private static Source traced(Source source) {
    TraceLog log = new TraceLog(System.err);
    Source traced = source.traced(log);
    log.begin();
    return traced;
  }

  private List<JsonObject> read(StreamReader reader) {
    List<JsonObject> found = new ArrayList<>();
    Records records = new Records(reader);
    while (found.size() < count && records.hasNext()) {
      found.add(records.next());
    }
    return found;
  }

  /**
   * One record a column would be too wide, one a row too; so fields run down and records across.
   */
  private void show(List<JsonObject> records) {
    if (records.isEmpty()) {
      Output.say("no records in " + stream);
      return;
    }
    Set<String> fields = new LinkedHashSet<>();
    records.forEach(record -> fields.addAll(record.names()));
    List<String> header = new ArrayList<>(List.of("FIELD"));
    for (int i = 1; i <= records.size(); i++) {
      header.add("RECORD " + i);
    }
    TextTable table = new TextTable(header);
    for (String field : fields) {
      List<Object> row = new ArrayList<>(List.of(field));
      records.forEach(record -> row.add(cell(record, field)));
      table.row(row);
    }
    Output.data(table.toString());
  }

  private Object cell(JsonObject record, String field) {
    int width = Math.max(12, (Output.width() - 24) / count - 2);
    String text = record.has(field) ? String.valueOf(record.get(field)) : "";
    return Width.cut(text, width);
  }
}
