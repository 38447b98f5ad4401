package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A file that holds tidemarks: those of an export, or the states of an Airbyte connection. */
final class StateFile {
  private final Path path;
  private final List<Object> values;

  private StateFile(Path path, List<Object> values) {
    this.path = path;
    this.values = values;
  }

  /**
   * @throws Problem if the file can't be read, or is not JSON
   */
  static StateFile read(Path path) {
    try {
      byte[] text = Files.readAllBytes(path);
      Optional<List<Object>> lines = lines(new String(text, UTF_8));
      return new StateFile(path, lines.isPresent() ? lines.get() : List.of(Json.parse(text)));
    } catch (IOException e) {
      throw Problem.config("can't read " + path);
    } catch (JsonSyntax e) {
      throw Problem.config(path + " is not JSON: " + e.getMessage());
    }
  }

  /** The values of a file that has one on each line, as sources write their messages. */
  private static Optional<List<Object>> lines(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 2) {
      return Optional.empty();
    }
    try {
      List<Object> values = new ArrayList<>();
      for (String line : lines) {
        values.add(Json.parse(line.getBytes(UTF_8)));
      }
      return Optional.of(values);
    } catch (JsonSyntax e) {
      return Optional.empty();
    }
  }

  /**
   * The tidemarks by stream.
   *
   * @param source opened where a state must be understood that only its streams can
   * @throws Problem that lists all that can't be imported
   */
  Map<String, Tidemark> tidemarks(Supplier<Source> source) {
    Optional<JsonObject> exported = exported();
    return exported.isPresent()
        ? each(exported.get(), (name, json) -> Tidemark.parse(Json.write(json)))
        : ofStates(source.get());
  }

  /** The streams of an export, which are known by the format that each tidemark names. */
  private Optional<JsonObject> exported() {
    return values.size() == 1
            && values.get(0) instanceof JsonObject object
            && object.get("streams") instanceof JsonObject streams
            && streams.names().stream()
                .allMatch(name -> streams.get(name) instanceof JsonObject t && t.has("format"))
        ? Optional.of(streams)
        : Optional.empty();
  }

  private Map<String, Tidemark> ofStates(Source source) {
    JsonObject states = new JsonObject();
    try {
      AirbyteState.read(values).forEach(states::put);
    } catch (Problem problem) {
      throw problem.in(
          path + " holds neither what --export prints nor the state of an Airbyte connection");
    }
    List<String> known = source.streams().stream().map(stream -> stream.name()).toList();
    return each(
        states,
        (name, state) -> {
          if (!known.contains(name)) {
            throw Problem.config("there is no such stream here." + Nearest.hint(name, known));
          }
          StreamReader reader = source.reader(name);
          return reader.tidemark((JsonObject) state);
        });
  }

  private Map<String, Tidemark> each(
      JsonObject streams, BiFunction<String, Object, Tidemark> reading) {
    Map<String, Tidemark> tidemarks = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String name : streams.names()) {
      try {
        tidemarks.put(name, reading.apply(name, streams.get(name)));
      } catch (Problem | IllegalArgumentException e) {
        String where = "stream " + name + ": ";
        String message = e.getMessage();
        problems.add(message.startsWith(where) ? message : where + message);
      }
    }
    if (!problems.isEmpty()) {
      throw Problem.config(path + ": " + String.join("\n  ", problems));
    }
    return tidemarks;
  }
}
