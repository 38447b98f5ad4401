package dev.tidemark.cli;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.job.Job;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how far each stream has come, and lets it be changed. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description = "Show, reset, export or import the tidemarks.")
final class StateCommand implements Callable<Integer> {
  private static final String ALL = "*";

  @Mixin JobOption job;

  @ArgGroup Action action = new Action();

  /** What to do beside showing. */
  static final class Action {
    @Option(
        names = "--reset",
        arity = "0..1",
        fallbackValue = ALL,
        paramLabel = "STREAM",
        description = "Forget the tidemark of a stream, or of all; tables stay as they are.")
    String reset;

    @Option(names = "--export", description = "Print the tidemarks as JSON.")
    boolean export;

    @Option(
        names = "--import",
        paramLabel = "FILE",
        description =
            "Set the tidemarks from what --export printed, or from the state of an Airbyte"
                + " connection.")
    Path importFrom;
  }

  @Option(names = "--airbyte", description = "With --export: as Airbyte's protocol writes states.")
  boolean airbyte;

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    if (airbyte && !action.export) {
      throw new ParameterException(command.commandLine(), "--airbyte goes with --export");
    }
    try (Job loaded = job.load()) {
      String connection = loaded.syncJob().connection();
      if (action.importFrom != null) {
        importTidemarks(loaded, connection);
      } else if (action.reset != null) {
        reset(loaded, connection);
      } else {
        show(loaded, connection);
      }
    }
    return Main.OK;
  }

  private void show(Job loaded, String connection) {
    try (Destination destination = loaded.destination(Access.READ)) {
      Map<String, StreamState> states = new TreeMap<>(destination.states(connection));
      if (airbyte) {
        exportMessages(loaded.source(), states);
        return;
      }
      if (action.export) {
        JsonObject streams = new JsonObject();
        states.forEach((name, state) -> streams.put(name, state.tidemark().toJson()));
        Output.say(JsonObject.of("connection", connection, "streams", streams).toString());
        return;
      }
      TextTable table = new TextTable("STREAM", "TIDEMARK", "UNFINISHED SINCE");
      states.forEach(
          (name, state) ->
              table.row(
                  name,
                  describe(state.tidemark()),
                  state.run().map(run -> run.startedAt().toString()).orElse("")));
      Output.say(states.isEmpty() ? "nothing synced yet" : table.toString());
    }
  }

  private static void exportMessages(Source source, Map<String, StreamState> states) {
    List<String> known = source.streams().stream().map(StreamSpec::name).toList();
    Map<String, JsonObject> exported = new TreeMap<>();
    states.forEach(
        (name, state) -> {
          if (known.contains(name)) {
            exported.put(name, source.reader(name).state(state.tidemark()));
          } else {
            System.err.println(name + ": left out, for the source has no such stream any more");
          }
        });
    Output.say(Json.write(AirbyteState.messages(exported)));
  }

  private static String describe(Tidemark tidemark) {
    if (tidemark.isNone()) {
      return "none";
    }
    if (tidemark.cursor() != null) {
      return tidemark.cursor().value();
    }
    return tidemark.completedAt() != null
        ? "read whole at " + tidemark.completedAt()
        : tidemark.partitions().size() + " partitions";
  }

  private void reset(Job loaded, String connection) {
    try (Destination destination = loaded.destination(Access.WRITE)) {
      Map<String, StreamState> states = destination.states(connection);
      if (!action.reset.equals(ALL) && !states.containsKey(action.reset)) {
        throw Problem.config(
            "nothing is known of a stream '"
                + action.reset
                + "'."
                + Nearest.hint(action.reset, states.keySet()));
      }
      List<String> streams =
          action.reset.equals(ALL) ? List.copyOf(states.keySet()) : List.of(action.reset);
      streams.forEach(name -> destination.reset(new StreamKey(connection, name)));
      Output.say("Reset " + String.join(", ", streams) + "; the next sync reads all of it again.");
    }
  }

  private void importTidemarks(Job loaded, String connection) {
    Map<String, Tidemark> tidemarks = StateFile.read(action.importFrom).tidemarks(loaded::source);
    try (Destination destination = loaded.destination(Access.WRITE)) {
      Map<String, StreamState> states = destination.states(connection);
      for (String name : tidemarks.keySet()) {
        StreamState state = states.getOrDefault(name, StreamState.UNKNOWN);
        if (state.run().isPresent()) {
          throw Problem.config(
              "stream " + name + " has an unfinished run; finish it with a sync, or --reset it");
        }
      }
      tidemarks.forEach(
          (name, tidemark) -> destination.overwrite(new StreamKey(connection, name), tidemark));
    }
    Output.say("Imported " + String.join(", ", tidemarks.keySet()));
  }
}
