package dev.tidemark.cli;

import dev.tidemark.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shows requests to people. */
final class Requests {
  /** What every request has, and nobody wants to read. */
  private static final Set<String> USUAL = usual();

  private static final int LONGEST_BODY = 500;

  private Requests() {}

  private static Set<String> usual() {
    Set<String> usual = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    usual.addAll(List.of("Accept", "User-Agent"));
    return usual;
  }

  /** Whether a header is in every request and says nothing. */
  static boolean isUsual(String header) {
    return USUAL.contains(header);
  }

  /** A request over several lines; secrets are masked where it is printed. */
  static String text(String lead, Request request) {
    StringBuilder text = new StringBuilder(lead + request.label());
    request
        .headers()
        .forEach(
            (name, value) ->
                text.append(USUAL.contains(name) ? "" : "\n    " + name + ": " + value));
    if (request.body() != null) {
      String body = new String(request.body(), StandardCharsets.UTF_8);
      boolean isLong = body.length() > LONGEST_BODY;
      text.append("\n    ").append(isLong ? body.substring(0, LONGEST_BODY) + "…" : body);
    }
    return text.toString();
  }
}
