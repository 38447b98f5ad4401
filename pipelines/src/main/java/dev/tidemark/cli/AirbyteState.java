package dev.tidemark.cli;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * States of streams in the shapes that Airbyte gives them: messages of its protocol, alone or in a
 * list, one for each stream or one for all; the older object of states by name; and what its server
 * keeps for a connection, which says the same in other words.
 */
final class AirbyteState {
  private final Map<String, JsonObject> states = new LinkedHashMap<>();

  private AirbyteState() {}

  /**
   * The states by stream; of several states of one stream the last.
   *
   * @throws Problem if a value is nothing of the kind
   */
  static Map<String, JsonObject> read(List<Object> values) {
    AirbyteState all = new AirbyteState();
    values.forEach(all::add);
    return all.states;
  }

  /** The states as a list of messages. */
  static List<Object> messages(Map<String, JsonObject> states) {
    List<Object> messages = new ArrayList<>();
    states.forEach(
        (name, state) ->
            messages.add(
                JsonObject.of(
                    "type",
                    "STREAM",
                    "stream",
                    JsonObject.of(
                        "stream_descriptor", JsonObject.of("name", name), "stream_state", state))));
    return messages;
  }

  private void add(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(this::add);
      return;
    }
    JsonObject message = required(value, "a state");
    Optional<JsonObject> inner = object(message, "state");
    if ("STATE".equals(message.get("type")) && inner.isPresent()) {
      add(inner.get());
    } else if (!isAnotherMessage(message)) {
      addState(message);
    }
  }

  /** What a source writes beside its states is of no use here. */
  private static boolean isAnotherMessage(JsonObject message) {
    return message.get("type") instanceof String type
        && message.get(type.toLowerCase(Locale.ROOT)) instanceof JsonObject
        && !List.of("STATE", "STREAM", "GLOBAL").contains(type);
  }

  private void addState(JsonObject state) {
    Optional<JsonObject> all = object(state, "global", "globalState");
    if (descriptor(state).isPresent()) {
      addStream(state);
    } else if (object(state, "stream").flatMap(AirbyteState::descriptor).isPresent()) {
      addStream(state.object("stream"));
    } else if (state.get("streamState") instanceof List<?> streams) {
      streams.forEach(stream -> addStream(required(stream, "an entry of 'streamState'")));
    } else if (all.flatMap(global -> list(global, "stream_states", "streamStates")).isPresent()) {
      addGlobal(all.get());
    } else {
      boolean isWrapped = "LEGACY".equals(state.get("type")) || state.has("stateType");
      Optional<JsonObject> wrapped = object(state, "data", "state");
      addLegacy(isWrapped && wrapped.isPresent() ? wrapped.get() : state);
    }
  }

  private void addGlobal(JsonObject global) {
    object(global, "shared_state", "sharedState")
        .filter(shared -> !shared.isEmpty())
        .ifPresent(
            shared -> {
              throw Problem.config(
                  "its streams share the state " + Json.write(shared) + ", which none here can");
            });
    for (Object stream : list(global, "stream_states", "streamStates").orElseThrow()) {
      addStream(required(stream, "an entry of 'stream_states'"));
    }
  }

  private void addStream(JsonObject stream) {
    JsonObject descriptor =
        descriptor(stream)
            .orElseThrow(
                () -> Problem.config("a state has no 'stream_descriptor': " + Json.write(stream)));
    if (!(descriptor.get("name") instanceof String name)) {
      throw Problem.config("a 'stream_descriptor' has no name: " + Json.write(descriptor));
    }
    states.remove(name);
    states.put(name, object(stream, "stream_state", "streamState").orElseGet(JsonObject::new));
  }

  private void addLegacy(JsonObject byName) {
    for (String name : byName.names()) {
      states.put(name, required(byName.get(name), "the state of stream '" + name + "'"));
    }
  }

  private static Optional<JsonObject> descriptor(JsonObject state) {
    return object(state, "stream_descriptor", "streamDescriptor");
  }

  private static Optional<JsonObject> object(JsonObject parent, String... names) {
    for (String name : names) {
      if (parent.get(name) instanceof JsonObject object) {
        return Optional.of(object);
      }
    }
    return Optional.empty();
  }

  private static Optional<List<?>> list(JsonObject parent, String... names) {
    for (String name : names) {
      if (parent.get(name) instanceof List<?> list) {
        return Optional.of(list);
      }
    }
    return Optional.empty();
  }

  private static JsonObject required(Object value, String what) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw Problem.config(what + " must be an object, not " + Json.write(value));
  }
}
