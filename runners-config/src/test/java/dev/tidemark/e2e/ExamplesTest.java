package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job files in {@code examples/}: whoever copies one begins with one that holds. */
class ExamplesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private static final List<String> DESTINATIONS =
      List.of(
          "duckdb:",
          "md:",
          "postgresql:",
          "snowflake:",
          "bigquery:",
          "parquet:",
          "parquet:s3:",
          "parquet:gs:");

  @TempDir Path folder;

  @Test
  void allAreRightAndThereIsOneForEachDestination() throws IOException {
    List<String> urls = new ArrayList<>();
    for (Path example : examples()) {
      String text = Files.readString(example);
      String variables =
          VARIABLE
              .matcher(text)
              .results()
              .map(found -> found.group(1) + "=value")
              .collect(Collectors.joining("\n"));
      Files.writeString(folder.resolve(".env"), variables);
      Path copy = Files.writeString(folder.resolve(example.getFileName()), text);
      try (Job job = JobFile.load(copy, Map.of())) {
        DestinationRef ref = job.syncJob().destination();
        assertThat(ref.provider().identity(ref)).contains(":");
        urls.add(ref.url());
      }
    }
    assertThat(DESTINATIONS)
        .allSatisfy(begin -> assertThat(urls).anyMatch(url -> url.startsWith(begin)));
  }

  private static List<Path> examples() throws IOException {
    Path here = Path.of("examples");
    try (Stream<Path> files = Files.list(Files.isDirectory(here) ? here : Path.of("../examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }
}
