package dev.tidemark.manifest.standin;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.DateFormats;
import dev.tidemark.manifest.template.EvaluationProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a manifest wants of the records that it reads.
 *
 * @param schema of them
 * @param paths that templates and routers look up in them
 * @param cursor that they have, or null
 * @param count how many there should be in an answer
 * @param isTemplate whether they are of a stream that is only a template for others
 */
record RecordNeeds(
    JsonObject schema,
    List<List<Object>> paths,
    Component cursor,
    Count count,
    boolean isTemplate) {
  static final RecordNeeds NONE =
      new RecordNeeds(new JsonObject(), List.of(), null, Count.SOME, false);

  /** How many records there are. */
  enum Count {
    ONE,
    SOME,
    /** The same in each answer, and so many that whoever looks for one finds it. */
    ALL;

    private static final int MANY = 50;

    /** Their numbers in an answer. */
    private int[] numbers(int answer) {
      return switch (this) {
        case ONE -> new int[] {answer + 1};
        case SOME -> new int[] {2 * answer + 1, 2 * answer + 2};
        case ALL -> IntStream.rangeClosed(1, MANY).toArray();
      };
    }
  }

  /** Records are younger than now by this, so that they are new for every cursor. */
  private static final Duration AGE = Duration.ofHours(1);

  /** The same, for the records of a stream. */
  RecordNeeds of(Component stream) {
    Component loader = part(stream, "schema_loader");
    JsonObject known =
        loader != null && loader.raw("schema") instanceof Map<?, ?>
            ? loader.json("schema")
            : new JsonObject();
    return new RecordNeeds(known, paths, part(stream, "incremental_sync"), count, isTemplate)
        .andPaths(TemplatePaths.of(stream.raw("transformations"), "record"));
  }

  /** The same, and these paths must lead somewhere. */
  RecordNeeds andPaths(Collection<List<Object>> more) {
    List<List<Object>> all = Stream.concat(paths.stream(), more.stream()).toList();
    return new RecordNeeds(schema, all, cursor, count, isTemplate);
  }

  RecordNeeds single() {
    return new RecordNeeds(schema, paths, cursor, Count.ONE, isTemplate);
  }

  RecordNeeds inTemplate() {
    return new RecordNeeds(schema, paths, cursor, count, true);
  }

  /** Records that describe the fields of others. */
  RecordNeeds ofFields(Component loader) {
    Component types = part(loader, "schema_type_identifier");
    if (types == null) {
      return this;
    }
    List<Object> list = new ArrayList<>(types.texts("schema_pointer"));
    list.add(0);
    List<List<Object>> found = new ArrayList<>();
    for (String pointer : List.of("key_pointer", "type_pointer")) {
      if (types.has(pointer)) {
        List<Object> path = new ArrayList<>(list);
        path.addAll(types.texts(pointer));
        found.add(path);
      }
    }
    JsonObject known = schema.copy();
    if (types.has("type_pointer")) {
      known = (JsonObject) Structure.with(known, asSchema(found.get(1)), type(types));
    }
    RecordNeeds all = andPaths(found);
    return new RecordNeeds(known, all.paths, cursor, Count.ALL, isTemplate);
  }

  /** Where a schema has the only value that there may be at a path. */
  private static List<Object> asSchema(List<Object> path) {
    List<Object> place = new ArrayList<>();
    for (Object segment : path) {
      place.addAll(segment instanceof Integer ? List.of("items") : List.of("properties", segment));
    }
    place.addAll(List.of("enum", 0));
    return place;
  }

  /** A type that the manifest knows whatever else it says. */
  private static String type(Component types) {
    for (Component mapping : types.children("types_mapping")) {
      if (!mapping.has("condition") && mapping.raw("current_type") instanceof String type) {
        return type;
      }
    }
    return "string";
  }

  /**
   * Records with all of that.
   *
   * @param answer the number of the answer they are in: those of another answer are others
   */
  List<JsonObject> records(Clock clock, int answer) {
    OffsetDateTime moment = OffsetDateTime.now(clock).minus(AGE);
    ExampleRecord examples = new ExampleRecord(moment.toLocalDate().toString());
    List<JsonObject> records = new ArrayList<>();
    for (int number : count.numbers(answer)) {
      JsonObject record = examples.of(schema, number);
      for (List<Object> path : paths) {
        Structure.with(record, path, examples.text("" + path.get(path.size() - 1), number));
      }
      if (cursor != null) {
        setCursor(record, moment);
      }
      records.add(record);
    }
    return records;
  }

  private void setCursor(JsonObject record, OffsetDateTime moment) {
    List<String> formats = new ArrayList<>(cursor.texts("cursor_datetime_formats"));
    formats.add(cursor.text("datetime_format", "%Y"));
    String field = cursor.text("cursor_field", "");
    if (cursor.type().equals("IncrementingCountCursor")) {
      record.put(field, 1L);
    } else if (!field.isEmpty()) {
      record.put(field, text(formats.get(0), moment));
    }
  }

  private static Object text(String format, OffsetDateTime moment) {
    try {
      String text = DateFormats.compile(format).format(moment);
      return text.matches("[0-9]{9,16}") ? Long.valueOf(text) : text;
    } catch (EvaluationProblem e) {
      return moment.toString();
    }
  }

  private static Component part(Component component, String field) {
    return component.raw(field) instanceof Map<?, ?> ? component.child(field) : null;
  }
}
