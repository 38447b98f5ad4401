package dev.tidemark.manifest.requester;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Request;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Writes collected inputs into a request. */
public record OutgoingRequest(String method, RequestInputs inputs) {
  /** The request to an address as a manifest has it. */
  public Request to(String url) {
    return to(Urls.uri(url));
  }

  Request to(URI url) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "*/*");
    headers.put("User-Agent", "tidemark");
    String body = body(headers);
    inputs.headers().forEach((name, value) -> headers.put(name, value.strip()));
    return new Request(
        method,
        Forms.withQuery(url, inputs.parameters()),
        headers,
        body == null ? null : body.getBytes(UTF_8));
  }

  private String body(Map<String, String> headers) {
    boolean hasJson = !inputs.json().isEmpty();
    boolean hasForm = !inputs.form().isEmpty();
    if ((hasJson ? 1 : 0) + (hasForm ? 1 : 0) + (inputs.text() != null ? 1 : 0) > 1) {
      throw Problem.config("a request can't have a JSON body and another one at once");
    }
    if (hasJson) {
      headers.put("Content-Type", "application/json");
      return inputs.json().toString();
    }
    if (hasForm) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
      return Forms.encode(inputs.form());
    }
    return inputs.text();
  }
}
