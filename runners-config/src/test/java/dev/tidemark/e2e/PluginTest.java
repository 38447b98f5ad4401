package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a class in a manifest, as its readers build and use it. */
final class PluginTest {
  private static final Path EXAMPLE = example();

  @TempDir Path folder;

  private static Path example() {
    Path here = Path.of("examples/plugin").toAbsolutePath();
    return Files.isDirectory(here) ? here : Path.of("../examples/plugin").toAbsolutePath();
  }

  @Test
  void theExampleIsBuiltByItsScriptAndReadsItsApi() throws Exception {
    try (SmallApi api =
        SmallApi.answering(
            path ->
                "{\"readings\": {\"at\": [\"2026-01-01T00:00:00Z\", null], \"celsius\": [3.5,"
                    + " 4]}}")) {
      Files.writeString(
          folder.resolve("job.yaml"),
          "source: "
              + EXAMPLE.resolve("manifest.yaml")
              + "\nconfig: {url: '"
              + api.base()
              + "'}\n");
      Program.Ended without = Program.run(folder, "preview", "job.yaml", "readings");
      assertThat(without.exit()).isEqualTo(2);
      assertThat(without.err())
          .contains("needs the Python class 'source_weather.components.ColumnsExtractor'")
          .contains("docs/manifests");
      build();
      Program.Ended with =
          Program.runWith(
              List.of(folder.resolve("weather.jar")),
              folder,
              "preview",
              "job.yaml",
              "readings",
              "--json",
              "--trace");
      assertThat(with.err()).contains("  > GET " + api.base() + "/readings\n", "  = 2 records\n");
      assertThat(with.out())
          .isEqualTo(
              """
              {"at":"2026-01-01T00:00:00Z","celsius":3.5}
              {"at":null,"celsius":4}
              """);
      assertThat(api.asked()).containsExactly("/readings");
    }
  }

  private void build() throws Exception {
    File log = folder.resolve("build.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(EXAMPLE.resolve("build").toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("TIDEMARK_CLASS_PATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertThat(builder.start().waitFor()).as(Files.readString(log.toPath())).isZero();
  }
}
