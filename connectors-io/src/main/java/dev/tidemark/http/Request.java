package dev.tidemark.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be sent.
 *
 * @param method GET or POST
 * @param url where to
 * @param headers names and values; may hold credentials, so none of it is ever printed
 * @param body bytes to send, or null
 * @param spools whether a large answer may come in a file
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are not changed
public record Request(
    String method, URI url, Map<String, String> headers, byte[] body, boolean spools) {
  public Request {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public Request(String method, URI url, Map<String, String> headers, byte[] body) {
    this(method, url, headers, body, false);
  }

  /** The same, whose answer may be so large that it has to come in a file. */
  public Request spooling() {
    return new Request(method, url, headers, body, true);
  }

  public static Request get(URI url, Map<String, String> headers) {
    return new Request("GET", url, headers, null);
  }

  Request to(URI newUrl, Map<String, String> newHeaders) {
    return new Request(method, newUrl, newHeaders, body, spools);
  }

  /** Method and URL for messages, secrets masked. */
  public String label() {
    return SecretFields.mask(method + " " + url);
  }

  @Override
  public String toString() {
    return label();
  }
}
