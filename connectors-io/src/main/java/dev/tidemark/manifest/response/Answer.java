package dev.tidemark.manifest.response;

import dev.tidemark.http.Reply;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A reply whose body is parsed at most once, and only if somebody asks. For one thread. */
public final class Answer {
  private final Reply reply;
  private final Map<String, Object> asked;
  private Object json;
  private JsonSyntax fault;
  private boolean parsed;

  public Answer(Reply reply) {
    this(reply, Map.of());
  }

  /**
   * @param asked what the request was made for, by the names that templates know it under
   */
  public Answer(Reply reply, Map<String, Object> asked) {
    this.reply = reply;
    this.asked = asked;
  }

  public Reply reply() {
    return reply;
  }

  /** What the request was made for, by the names that templates know it under. */
  public Map<String, Object> asked() {
    return asked;
  }

  /** When it arrived, by our clock. */
  public Instant arrival() {
    return Instant.EPOCH.plus(reply.arrivedAt(), ChronoUnit.MICROS);
  }

  /** Whether somebody needed the body as JSON already. */
  boolean isParsed() {
    return parsed;
  }

  /** The body as JSON. */
  public Object json() throws JsonSyntax {
    if (!parsed) {
      parse();
    }
    if (fault != null) {
      throw fault;
    }
    return json;
  }

  /** The body as JSON, an empty object where it is none: what predicates call the response. */
  public Object jsonOrEmpty() {
    try {
      return json();
    } catch (JsonSyntax e) {
      return new JsonObject();
    }
  }

  /** The headers by name, in any case; {@code link} is parsed. */
  public Map<String, Object> headers() {
    return Headers.of(reply);
  }

  /** Status, content type and the start of the body, for messages. */
  public String description() {
    String type = reply.header("content-type").orElse("no content type");
    String start = reply.size() == 0 ? "empty" : "starting: " + reply.excerpt();
    return "HTTP " + reply.status() + ", " + type + ", " + start;
  }

  private void parse() {
    parsed = true;
    if (reply.file() != null) {
      fault = new JsonSyntax("it is too large to be looked at as a whole", 0);
      return;
    }
    try {
      json = Json.parse(reply.body());
    } catch (JsonSyntax e) {
      fault = e;
    }
  }
}
