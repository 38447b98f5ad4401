package dev.tidemark.manifest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what came of a case with what it expects. */
record Verification(Case given, Outcome outcome) {
  void run() {
    requests();
    problem();
    byStream("records", name -> Canonical.texts(outcome.records().get(name)));
    byStream("state_after", name -> List.of(Canonical.text(outcome.states().get(name))));
    waits();
    discovered();
  }

  private Entries wanted() {
    return given.given();
  }

  /** Where a case does not care what a request was, whatever came is right. */
  private void requests() {
    List<Exchange> exchanges = given.exchanges();
    List<String> targets = outcome.asked().stream().map(Asked::target).toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < exchanges.size(); i++) {
      ExpectedRequest request = exchanges.get(i).expected();
      boolean isFree = request == null || request.target() == null;
      String anything = i < targets.size() ? targets.get(i) : "any request";
      expected.add(isFree ? anything : request.target());
    }
    assertThat(targets).as("requests (problem: %s)", outcome.problem()).isEqualTo(expected);
    for (int i = 0; i < exchanges.size(); i++) {
      if (exchanges.get(i).expected() != null) {
        exchanges.get(i).expected().verify(outcome.asked().get(i));
      }
    }
  }

  private void problem() {
    Problem problem = outcome.problem();
    if (wanted().has("problems")) {
      assertThat(problem).as("a problem with the manifest").isNotNull();
      Flawed.verify(problem.getMessage(), Entries.cast(wanted().get("problems")));
    } else if (wanted().has("error")) {
      assertThat(problem).as("problem").isNotNull();
      Entries error =
          Entries.of(wanted().file(), wanted().get("error")).requireKnown(List.of("kind", "says"));
      assertThat(problem).hasMessageContainingAll(error.texts("says").toArray(new String[0]));
      if (error.has("kind")) {
        String kind = problem.kind().name().toLowerCase(Locale.ROOT);
        assertThat(kind).as("kind of: %s", problem.getMessage()).isEqualTo(error.get("kind"));
      }
    } else if (problem != null) {
      throw new AssertionError("unexpected problem: " + problem.getMessage(), problem);
    }
  }

  /** Texts of what a stream has. */
  private interface Actual {
    List<String> of(String stream);
  }

  /** For one stream the expectation itself, for several a map of them by name. */
  private void byStream(String key, Actual actual) {
    if (!wanted().has(key)) {
      return;
    }
    Object expected = wanted().get(key);
    for (String name : given.reads()) {
      Object own = given.reads().size() == 1 ? expected : ((Map<?, ?>) expected).get(name);
      List<String> texts =
          own instanceof List<?> list ? Canonical.texts(list) : List.of(Canonical.text(own));
      assertThat(actual.of(name)).as("%s of %s", key, name).isEqualTo(texts);
    }
  }

  /** In seconds; {@code 0.5..1} for one that is left to chance. */
  private void waits() {
    if (!wanted().has("waits")) {
      return;
    }
    List<String> expected = wanted().texts("waits");
    List<Duration> waits = outcome.waits();
    assertThat(waits).as("waits").hasSameSizeAs(expected);
    for (int i = 0; i < waits.size(); i++) {
      String[] bounds = expected.get(i).split("\\.\\.");
      assertThat(seconds(waits.get(i)))
          .as("wait %s of %s", i + 1, waits)
          .isBetween(new BigDecimal(bounds[0]), new BigDecimal(bounds[bounds.length - 1]));
    }
  }

  private static BigDecimal seconds(Duration wait) {
    return BigDecimal.valueOf(wait.toNanos(), 9);
  }

  /** What a case does not mention of a stream may be anything. */
  private void discovered() {
    if (!wanted().has("discovered")) {
      return;
    }
    List<String> expected = Canonical.texts(wanted().list("discovered"));
    List<String> found = new ArrayList<>();
    for (int i = 0; i < outcome.streams().size(); i++) {
      Map<String, Object> mentioned =
          i < expected.size()
              ? Entries.cast(wanted().list("discovered").get(i))
              : Map.of("name", "");
      found.add(Canonical.text(described(outcome.streams().get(i), mentioned)));
    }
    assertThat(found).as("streams").isEqualTo(expected);
  }

  private static JsonObject described(StreamSpec stream, Map<String, Object> mentioned) {
    JsonObject all =
        JsonObject.of(
            "name",
            stream.name(),
            "primary_key",
            stream.primaryKey(),
            "cursor_field",
            stream.cursorField(),
            "json_schema",
            stream.schema());
    all.names().stream().filter(name -> !mentioned.containsKey(name)).forEach(all::remove);
    return all;
  }
}
