package dev.tidemark.manifest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/**
 * What a request must be like.
 *
 * @param target see {@link Asked}
 * @param headers the value of each, or null where it must not be sent
 * @param details {@code json}, {@code body}: the body as JSON or as text, where a case says it
 */
record ExpectedRequest(String target, Map<String, Object> headers, Map<String, Object> details) {
  private static final List<String> KEYS = List.of("is", "headers", "json", "body");

  static ExpectedRequest of(Entries exchange) {
    if (exchange.get("request") instanceof String target) {
      return new ExpectedRequest(target, Map.of(), Map.of());
    }
    Entries given = Entries.of(exchange.file(), exchange.get("request")).requireKnown(KEYS);
    Map<String, Object> headers =
        given.has("headers") ? Entries.cast(given.get("headers")) : Map.of();
    return new ExpectedRequest(given.text("is", null), headers, given.values());
  }

  void verify(Asked asked) {
    headers.forEach(
        (name, value) ->
            assertThat(asked.headers().get(name))
                .as("header %s of %s", name, asked.target())
                .isEqualTo(value == null ? null : value.toString()));
    if (details.containsKey("body")) {
      assertThat(asked.body())
          .as("body of %s", asked.target())
          .isEqualTo(String.valueOf(details.get("body")));
    }
    if (details.containsKey("json")) {
      assertThat(Canonical.text(asked.json()))
          .as("body of %s", asked.target())
          .isEqualTo(Canonical.text(details.get("json")));
    }
  }
}
