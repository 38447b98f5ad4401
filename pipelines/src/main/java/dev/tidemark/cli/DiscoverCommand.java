package dev.tidemark.cli;

import dev.tidemark.job.Job;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.shape.SchemaTypes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists a source's streams. */
@Command(
    name = "discover",
    mixinStandardHelpOptions = true,
    description = "List the streams with their keys, cursors and fields.")
final class DiscoverCommand implements Callable<Integer> {
  @Mixin JobOption job;

  @Option(names = "--json", description = "Print one JSON object a stream.")
  boolean json;

  @Override
  public Integer call() {
    try (Job loaded = job.load()) {
      TextTable table = new TextTable("STREAM", "PRIMARY KEY", "CURSOR", "FIELDS");
      for (StreamSpec stream : loaded.source().streams()) {
        if (json) {
          Output.say(
              JsonObject.of(
                      "name", stream.name(),
                      "primary_key", stream.primaryKey(),
                      "cursor_field", stream.cursorField(),
                      "json_schema", stream.schema())
                  .toString());
        }
        table.row(
            stream.name(),
            String.join(", ", stream.primaryKey()),
            stream.cursor().orElse(""),
            String.join(", ", SchemaTypes.of(stream.schema()).keySet()));
      }
      if (!json) {
        Output.say(table.toString());
      }
    }
    return Main.OK;
  }
}
