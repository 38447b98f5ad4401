package dev.tidemark.manifest.conformance;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A folder of the conformance suite; the README there says what its keys mean. */
record Case(Entries given, String manifest, List<Exchange> exchanges) {
  private static final Set<String> SETTING =
      Set.of("about", "manifest", "config", "state", "now", "reads", "run", "exchanges");
  private static final Set<String> EXPECTATIONS =
      Set.of("records", "state_after", "waits", "error", "problems", "discovered");
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.example\\.(com|org)");

  /**
   * Reads a case.
   *
   * @param base the manifest that it may lay something over
   */
  static Case read(Path folder, Path base) {
    Path file = folder.resolve("case.yaml");
    Set<String> known = new HashSet<>(BaseManifest.keys());
    known.addAll(SETTING);
    known.addAll(EXPECTATIONS);
    Entries given = Entries.of(file, YamlFiles.read(file)).requireKnown(known);
    List<Exchange> exchanges = Exchange.all(given);
    boolean expects =
        given.values().keySet().stream().anyMatch(EXPECTATIONS::contains)
            || exchanges.stream().anyMatch(exchange -> exchange.expected() != null)
            || given.text("run", "").equals("check");
    if (!expects) {
      throw new AssertionError(file + ": nothing is expected; one of " + EXPECTATIONS);
    }
    return new Case(given, manifest(given, base), exchanges);
  }

  private static String manifest(Entries given, Path base) {
    if (given.get("manifest") instanceof String text) {
      return text;
    }
    Map<String, Object> manifest =
        given.has("manifest")
            ? Entries.cast(given.get("manifest"))
            : BaseManifest.with(Entries.cast(YamlFiles.read(base)), given);
    return Json.write(JsonObject.copyOf(manifest));
  }

  JsonObject config() {
    return given.json("config");
  }

  Instant now() {
    return Instant.parse(given.text("now", "2024-06-01T12:00:00Z"));
  }

  /** The streams to read. */
  List<String> reads() {
    return given.has("reads") ? given.texts("reads") : List.of("items");
  }

  boolean checks() {
    return given.text("run", "read").equals("check");
  }

  /** All hosts that are named anywhere in it. */
  Set<String> hosts() {
    try {
      String text = Files.readString(given.file()) + " " + Asked.HOST;
      return HOST.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
