package dev.tidemark.source.convex;

import dev.tidemark.http.Reply;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.response.Undecodable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of documents, checked for being what was asked for: a page that isn't must not look like
 * one with less in it.
 *
 * @param documents as they came, their values decoded
 * @param reply what brought them
 */
record Page(List<JsonObject> documents, Reply reply) {
  static Page of(JsonObject answer, Reply reply, Format format) throws Undecodable {
    List<JsonObject> documents = new ArrayList<>();
    for (Object value : member(answer, "values", List.class)) {
      if (!(value instanceof JsonObject document)) {
        throw new Undecodable("'values' holds something that is no document");
      }
      member(document, Documents.ID, String.class);
      member(document, Documents.TIME, Long.class);
      format.decode(document);
      documents.add(document);
    }
    return new Page(documents, reply);
  }

  static <T> T member(JsonObject object, String name, Class<T> type) throws Undecodable {
    if (type.isInstance(object.get(name))) {
      return type.cast(object.get(name));
    }
    throw new Undecodable("'" + name + "' is missing, or is no " + type.getSimpleName());
  }

  void requireTimes(long after, long upTo) throws Undecodable {
    for (JsonObject document : documents) {
      long time = Documents.time(document);
      if (time <= after || time > upTo) {
        throw new Undecodable(
            "a document of " + time + " is not within what was asked for, " + after + ".." + upTo);
      }
    }
  }

  void requireTable(TableName table) throws Undecodable {
    for (JsonObject document : documents) {
      if (!document.text(Documents.TABLE, table.table()).equals(table.table())
          || !document.text(Documents.COMPONENT, table.component()).equals(table.component())) {
        throw new Undecodable(
            "a document of " + Documents.table(document).stream() + " where others were asked for");
      }
    }
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }

  /** What time it was at the server, in nanoseconds since the epoch; null if it doesn't say. */
  Long serverTime() {
    String date = reply.header("date").orElse("");
    try {
      Instant time = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
