package dev.tidemark.source.convex;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Deletion;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a document becomes as a record, and how its time is told. */
final class Documents {
  static final String ID = "_id";
  static final String TIME = "_ts";
  static final String TABLE = "_table";
  static final String COMPONENT = "_component";
  private static final String DELETED = "_deleted";
  private static final String LSN = "_ab_cdc_lsn";
  private static final String UPDATED_AT = "_ab_cdc_updated_at";
  private static final String DELETED_AT = "_ab_cdc_deleted_at";
  static final Deletion DELETION = new Deletion(DELETED_AT, DELETED);

  private static final Set<String> OWN =
      Set.of(ID, "_creationTime", TIME, TABLE, COMPONENT, DELETED);
  private static final long NANOS = 1_000_000_000L;

  /** As Python writes times: six digits of a second, or none. */
  private static final DateTimeFormatter WHOLE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter PARTS =
      new DateTimeFormatterBuilder()
          .append(WHOLE)
          .appendPattern(".SSSSSS")
          .toFormatter(Locale.ROOT);

  private Documents() {}

  /** The schema of a table's records, from what the deployment tells of its documents. */
  static JsonObject schema(JsonObject told, Format format) {
    JsonObject properties = new JsonObject();
    JsonObject members = told.object("properties");
    for (int i = 0; members != null && i < members.size(); i++) {
      String name = members.name(i);
      if (isKnown(name)) {
        Object schema = members.value(i);
        properties.put(name, schema instanceof JsonObject o ? format.schema(o) : schema);
      }
    }
    String text = "string";
    properties.put(ID, JsonObject.of("type", text));
    properties.put("_creationTime", JsonObject.of("type", "number", "format", "double"));
    properties.put(TIME, JsonObject.of("type", "integer"));
    properties.put(TABLE, JsonObject.of("type", text));
    properties.put(COMPONENT, JsonObject.of("type", text));
    properties.put(DELETED, JsonObject.of("type", "boolean"));
    properties.put(LSN, JsonObject.of("type", "integer"));
    properties.put(UPDATED_AT, JsonObject.of("type", text));
    properties.put(DELETED_AT, JsonObject.of("type", List.of("null", text)));
    return JsonObject.of("type", "object", "properties", properties, "additionalProperties", true);
  }

  /** Makes a record of a document, in place. */
  static void complete(JsonObject document) {
    for (int i = document.size() - 1; i >= 0; i--) {
      if (!isKnown(document.name(i))) {
        document.remove(document.name(i));
      }
    }
    long time = time(document);
    String at = text(time);
    boolean deleted = isDeleted(document);
    document.put(DELETED, deleted);
    document.put(LSN, time);
    document.put(UPDATED_AT, at);
    document.put(DELETED_AT, deleted ? at : null);
  }

  /** Members that begin with an underscore are Convex's own; it may add to them. */
  private static boolean isKnown(String name) {
    return !name.startsWith("_") || OWN.contains(name);
  }

  static long time(JsonObject document) {
    return (Long) document.get(TIME);
  }

  static boolean isDeleted(JsonObject document) {
    return Boolean.TRUE.equals(document.get(DELETED));
  }

  static TableName table(JsonObject document) {
    return new TableName(document.text(COMPONENT, ""), document.text(TABLE, ""));
  }

  static CursorMark mark(long time) {
    return new CursorMark(Long.toString(time), Math.floorDiv(time, 1_000L));
  }

  /** In microseconds, UTC, without saying so. */
  static String text(long time) {
    int micros = (int) (Math.floorMod(time, NANOS) / 1_000);
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(Math.floorDiv(time, NANOS), micros * 1_000, ZoneOffset.UTC);
    return (micros == 0 ? WHOLE : PARTS).format(moment);
  }
}
