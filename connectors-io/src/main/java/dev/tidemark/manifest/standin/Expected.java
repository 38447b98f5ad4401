package dev.tidemark.manifest.standin;

import dev.tidemark.http.Request;
import java.util.List;

/**
 * A request that a manifest may send, and what its answer must hold.
 *
 * @param method GET or POST
 * @param urls where it goes
 * @param parts what the body holds
 * @param format how the body is written
 * @param headers of the answer that templates look at
 */
record Expected(
    String method, UrlPattern urls, List<Part> parts, BodyFormat format, List<String> headers) {

  /**
   * A value in a body.
   *
   * @param path where
   * @param kind what it is
   * @param value the value; null where the kind says all
   */
  record Part(List<Object> path, Kind kind, Object value) {
    static Part of(List<Object> path, Object value) {
      return new Part(path, Kind.VALUE, value);
    }

    static Part records(List<Object> path, RecordNeeds needs) {
      return new Part(path, Kind.RECORDS, needs);
    }

    static Part next(List<Object> path, boolean isUrl) {
      return new Part(path, isUrl ? Kind.NEXT_URL : Kind.NEXT, null);
    }
  }

  /** What a value is. */
  enum Kind {
    /** Just this. */
    VALUE,
    /** Records, others each time; the value tells which. */
    RECORDS,
    /** The token of a page, or nothing on the last one. */
    NEXT,
    /** The URL of a page, or nothing on the last one. */
    NEXT_URL
  }

  boolean matches(Request request) {
    return method.equals(request.method()) && urls.matches(request.url());
  }
}
