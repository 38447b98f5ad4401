package dev.tidemark.manifest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** The message that lists what is wrong with a manifest. */
final class Flawed {
  private static final String LEAD = "can't be used: ";

  private Flawed() {}

  /**
   * Each flaw of the message must be one of those expected, and the other way round.
   *
   * @param expected part of what is said, by the path that it is said of
   */
  static void verify(String message, Map<String, Object> expected) {
    assertThat(message).contains(LEAD);
    String told = message.substring(message.indexOf(LEAD) + LEAD.length());
    List<String> lines = told.lines().map(String::strip).toList();
    List<String> flaws = lines.size() == 1 ? lines : lines.subList(1, lines.size());
    assertThat(flaws).as("problems").hasSameSizeAs(expected.keySet());
    expected.forEach(
        (path, part) ->
            assertThat(flaws)
                .as("problem of %s", path)
                .anyMatch(flaw -> isOf(flaw, path) && flaw.contains(String.valueOf(part))));
  }

  private static boolean isOf(String flaw, String path) {
    return flaw.startsWith(path + " (") || flaw.startsWith(path + ": ");
  }
}
