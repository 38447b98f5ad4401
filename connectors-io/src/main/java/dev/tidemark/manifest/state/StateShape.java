package dev.tidemark.manifest.state;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.Cursor;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the state of a stream looks like in Airbyte's protocol: turns it into a tidemark and back.
 *
 * @param cursor null where the stream has none
 * @param isDivided whether the stream has parts
 * @param isGlobal whether its parts have one progress together
 * @param parents the shapes of the streams that divide it and are read from their own tidemark on,
 *     by name; null where the state says nothing of them
 * @param migrations for states in older shapes
 */
public record StateShape(
    Cursor cursor,
    boolean isDivided,
    boolean isGlobal,
    Map<String, StateShape> parents,
    List<StateMigration> migrations) {
  private static final String NO_CURSOR = "__ab_no_cursor_state_message";
  private static final String FULL_REFRESH_COMPLETE = "__ab_full_refresh_sync_complete";

  public StateShape {
    migrations = List.copyOf(migrations);
  }

  /**
   * The tidemark that a state stands for.
   *
   * @param now where the state says no more than that all was read: when, at the latest
   * @throws Problem if it is no state of this stream
   */
  public Tidemark tidemark(JsonObject given, Instant now) {
    JsonObject state = migrated(given);
    if (state.isEmpty() || isMarker(state)) {
      return new Tidemark(null, Map.of(), state.isEmpty() ? null : now.toString());
    }
    if (cursor == null) {
      throw Problem.config(
          "it has no cursor here, so a state with " + names(state) + " says nothing of it");
    }
    Tidemark tidemark =
        state.has("states") || state.has("state") ? divided(state) : Tidemark.at(mark(state));
    return tidemark.withParents(parents(state, now));
  }

  private JsonObject migrated(JsonObject given) {
    JsonObject state = given;
    for (StateMigration migration : migrations) {
      if (migration.appliesTo(state)) {
        state = migration.migrate(state);
      }
    }
    return state;
  }

  /** Whether the state says that the stream, or each of its parts, was read whole, and no more. */
  private static boolean isMarker(JsonObject state) {
    if (Boolean.TRUE.equals(state.get(NO_CURSOR))
        || Boolean.TRUE.equals(state.get(FULL_REFRESH_COMPLETE))) {
      return true;
    }
    return state.has("states")
        && !state.list("states").isEmpty()
        && state.list("states").stream()
            .allMatch(
                part ->
                    part instanceof JsonObject object
                        && object.object("cursor") != null
                        && isMarker(object.object("cursor")));
  }

  private Tidemark divided(JsonObject state) {
    if (!isDivided) {
      throw Problem.config("it has no partitions here, and its state has");
    }
    Map<String, CursorMark> partitions = new LinkedHashMap<>();
    for (Object item : state.has("states") ? state.list("states") : List.of()) {
      JsonObject part = object(item, "an entry of 'states'");
      JsonObject partition = object(part.get("partition"), "the partition of an entry of 'states'");
      CursorMark mark = mark(object(part.get("cursor"), "the cursor of an entry of 'states'"));
      if (mark != null) {
        partitions.put(Partition.of(partition).key(), mark);
      }
    }
    Object whole = state.get("state");
    Tidemark tidemark =
        new Tidemark(
            whole == null ? null : mark(object(whole, "its 'state'")),
            partitions,
            null,
            seconds(state),
            false,
            null,
            Map.of(),
            null);
    boolean one = isGlobal || Boolean.TRUE.equals(state.get("use_global_cursor"));
    return one ? tidemark.withoutPartitions() : tidemark;
  }

  private static long seconds(JsonObject state) {
    Object window = state.get("lookback_window");
    if (window != null && !(window instanceof Long seconds && seconds >= 0)) {
      throw Problem.config("its 'lookback_window' must be a number of seconds, not " + window);
    }
    return window == null ? 0 : (Long) window;
  }

  private Map<String, Tidemark> parents(JsonObject state, Instant now) {
    Map<String, Tidemark> tidemarks = new LinkedHashMap<>();
    JsonObject given = state.object("parent_state");
    if (parents == null || given == null) {
      return tidemarks;
    }
    parents.forEach(
        (name, shape) -> {
          if (given.object(name) != null) {
            Tidemark tidemark = inParent(name, shape, given.object(name), now);
            if (!tidemark.isNone()) {
              tidemarks.put(name, tidemark);
            }
          }
        });
    return tidemarks;
  }

  private static Tidemark inParent(String name, StateShape shape, JsonObject state, Instant now) {
    try {
      return shape.tidemark(state, now);
    } catch (Problem problem) {
      throw problem.in("parent stream " + name);
    }
  }

  private CursorMark mark(JsonObject state) {
    if (state.has("state_type") && state.has("slices")) {
      return newestSlice(state);
    }
    if (!state.has(cursor.field())) {
      throw Problem.config(
          "its cursor is '" + cursor.field() + "', and the state has only " + names(state));
    }
    return read(state.get(cursor.field()));
  }

  /** States that list what has been read: all of it up to the end of the first slice. */
  private CursorMark newestSlice(JsonObject state) {
    List<?> slices = state.list("slices");
    if (slices.isEmpty()) {
      return null;
    }
    JsonObject first = object(slices.get(0), "an entry of 'slices'");
    Object newest = first.get("most_recent_cursor_value");
    return read(newest == null ? first.get("end") : newest);
  }

  private CursorMark read(Object value) {
    if (value == null) {
      return null;
    }
    CursorMark mark = cursor.mark(value);
    if (mark == null) {
      throw Problem.config(
          Json.write(value) + " is no value of its cursor '" + cursor.field() + "'");
    }
    return mark;
  }

  private static JsonObject object(Object value, String what) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw Problem.config(what + " must be an object, not " + Json.write(value));
  }

  private static String names(JsonObject state) {
    return String.join(", ", state.names().stream().map(name -> "'" + name + "'").toList());
  }

  /**
   * The state that stands for a tidemark.
   *
   * @param now for templates that say where reading begins
   */
  public JsonObject state(Tidemark tidemark, Instant now) {
    if (cursor == null) {
      return JsonObject.of(NO_CURSOR, true);
    }
    if (!isDivided) {
      return state(tidemark.cursor() == null ? cursor.start(now) : tidemark.cursor());
    }
    boolean one = isGlobal || tidemark.global();
    JsonObject state = JsonObject.of("use_global_cursor", one);
    if (!one) {
      List<Object> parts = new ArrayList<>();
      tidemark
          .partitions()
          .forEach(
              (key, mark) ->
                  parts.add(
                      JsonObject.of(
                          "partition", new Partition(key).values(), "cursor", state(mark))));
      state.put("states", parts);
    }
    if (tidemark.cursor() != null) {
      state.put("state", state(tidemark.cursor()));
    }
    state.put("lookback_window", tidemark.lookbackSeconds());
    if (parents != null) {
      state.put("parent_state", parents(tidemark, now));
    }
    return state;
  }

  private JsonObject parents(Tidemark tidemark, Instant now) {
    JsonObject states = new JsonObject();
    parents.forEach(
        (name, shape) -> {
          Tidemark parent = tidemark.parents().get(name);
          if (parent != null) {
            states.put(name, shape.state(parent, now));
          }
        });
    return states;
  }

  private JsonObject state(CursorMark mark) {
    return JsonObject.of(cursor.field(), cursor.value(mark));
  }
}
