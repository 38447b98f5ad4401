package dev.tidemark.manifest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.Seeds;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.ManifestReport;
import dev.tidemark.manifest.language.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a manifest is mutilated, the compiler ends with what is wrong with it. The manifests are
 * those of the conformance cases; {@code -Dtidemark.seeds=100} mutilates more of them than usual.
 */
final class CompilerFuzzTest {
  private static final int MUTANTS = 150;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-01T12:00:00Z"), ZoneOffset.UTC);

  private static final List<JsonObject> MANIFESTS = new ArrayList<>();

  @BeforeAll
  static void read() throws Exception {
    Path root = Path.of(CompilerFuzzTest.class.getResource("/conformance").toURI());
    try (Stream<Path> files = Files.walk(root, 3)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.endsWith("case.yaml")) {
          add(Case.read(file.getParent(), root.resolve("base.yaml")).manifest());
        }
      }
    }
  }

  private static void add(String manifest) throws IOException {
    // Those that are written as texts are there for what YAML says, which is not mutated here.
    if (manifest.startsWith("{\"")) {
      MANIFESTS.add(Json.parseObject(manifest));
    }
  }

  private static LongStream seeds() {
    return Seeds.of(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsWrongWithAManifestIsSaid(long seed) {
    Random random = new Random(seed);
    Mutations mutations = new Mutations(random);
    for (int i = 0; i < MUTANTS; i++) {
      JsonObject manifest = MANIFESTS.get(random.nextInt(MANIFESTS.size()));
      String mutant = mutations.of(manifest).toString();
      List<Flaw> problems = problems(mutant, "seed " + seed + ", mutant " + i);
      assertThat(problems)
          .as("seed %d, mutant %d: %s", seed, i, mutant)
          .allMatch(problem -> problem.path() != null && !problem.message().isBlank());
    }
  }

  private static List<Flaw> problems(String manifest, String name) {
    try {
      return ManifestReport.of("mutant", manifest, CLOCK).problems();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(name + ": " + manifest, e);
    }
  }
}
