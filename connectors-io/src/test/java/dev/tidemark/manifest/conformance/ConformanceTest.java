package dev.tidemark.manifest.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Manifests mean here what they mean in the language: a test for each folder with a case. */
final class ConformanceTest {
  private static final Path ROOT = root();

  private static Path root() {
    try {
      return Path.of(ConformanceTest.class.getResource("/conformance").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @TempDir private static Path tokens;

  @BeforeAll
  static void keepTokensForTheTestAlone() {
    System.setProperty("tidemark.tokens", tokens.toString());
  }

  @AfterAll
  static void forgetThem() {
    System.clearProperty("tidemark.tokens");
  }

  @TestFactory
  Stream<DynamicContainer> conformance() throws IOException {
    return folders(ROOT).stream().map(ConformanceTest::area);
  }

  private static DynamicContainer area(Path folder) {
    try {
      Stream<DynamicNode> cases = folders(folder).stream().map(ConformanceTest::test);
      return dynamicContainer(folder.getFileName().toString(), cases);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DynamicTest test(Path folder) {
    return dynamicTest(
        folder.getFileName().toString(),
        folder.resolve("case.yaml").toUri(),
        () -> {
          Case given = Case.read(folder, ROOT.resolve("base.yaml"));
          new Verification(given, CaseRun.of(given)).run();
        });
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }
}
