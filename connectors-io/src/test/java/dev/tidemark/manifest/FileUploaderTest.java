package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileUploaderTest {
  private static final String TWO =
      "{\"data\":[{\"id\":1,\"name\":\"a.txt\",\"url\":\"https://api.example.com/f/1\"},"
          + "{\"id\":2,\"name\":\"b.txt\",\"url\":\"https://api.example.com/f/2\"}]}";

  @TempDir Path folder;

  private static String manifest(String name) {
    return Manifests.retriever("")
        + """
            file_uploader:
              type: FileUploader
              requester:
                type: HttpRequester
                url_base: "{{ download_target }}"
                error_handler: {response_filters: [{http_codes: [404], action: IGNORE}]}
                authenticator: {type: BearerAuthenticator, api_token: sesame}
              download_target_extractor: {type: DpathExtractor, field_path: [url]}
        """
            .indent(0)
        + (name.isEmpty() ? "" : ("filename_extractor: \"" + name + "\"\n").indent(6));
  }

  private List<JsonObject> read(String manifest, Stub stub, Path files) {
    Source source =
        ManifestProvider.of("test", manifest)
            .open(
                new JsonObject(),
                Readings.QUICK.withRoutes(Map.of(Manifests.HOST, stub.url())),
                Readings.UNLIMITED,
                files == null ? Wishes.NONE : new Wishes(files.toString(), Map.of(), Map.of()),
                Time.SYSTEM);
    return Readings.records(source, "items");
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void theFileOfEachRecordIsDownloadedAndNotedInIt() throws IOException {
    try (Stub stub = Stub.inTurn(TWO, "first file", "second")) {
      List<JsonObject> records =
          read(manifest("/{{ record.id }}/{{ record.name }}/"), stub, folder);
      assertThat(written()).containsExactly("items/1/a.txt", "items/2/b.txt");
      assertThat(folder.resolve("items/1/a.txt")).hasContent("first file");
      assertThat(records.get(0).object("file_reference"))
          .isEqualTo(
              JsonObject.of(
                  "staging_file_url",
                  folder.resolve("items/1/a.txt").toString(),
                  "source_file_relative_path",
                  "items/1/a.txt",
                  "file_size_bytes",
                  10L));
      assertThat(stub.uris()).containsExactly("/api/items", "/f/1", "/f/2");
      assertThat(stub.requests().get(1).headers()).containsEntry("Authorization", "Bearer sesame");
    }
  }

  @Test
  void withoutANameTheSameRecordHasTheSameFile() throws IOException {
    try (Stub stub = Stub.inTurn(TWO, "1", "2", TWO, "1", "22")) {
      read(manifest(""), stub, folder);
      List<String> before = written();
      assertThat(before).hasSize(2).allMatch(name -> name.matches("items/[0-9a-f-]{36}"));
      read(manifest(""), stub, folder);
      assertThat(written()).isEqualTo(before);
    }
  }

  @Test
  void aFileThatIsIgnoredIsNotNoted() throws IOException {
    try (Stub stub = Stub.inTurn(Stub.json(TWO), Stub.status(404, ""), Stub.json("second"))) {
      List<JsonObject> records = read(manifest(""), stub, folder);
      assertThat(records.get(0).has("file_reference")).isFalse();
      assertThat(records.get(1).has("file_reference")).isTrue();
      assertThat(written()).hasSize(1);
    }
  }

  @Test
  void aFileThatCannotBeHadIsAProblem() throws IOException {
    try (Stub stub = Stub.inTurn(Stub.json(TWO), Stub.status(403, "{}"))) {
      assertThatThrownBy(() -> read(manifest(""), stub, folder))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("GET https://api.example.com/f/1");
      assertThat(written()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other/{{ record.id }}", "a/../..", ".", "{{ '' }}"})
  void noFileIsWrittenElsewhere(String name) throws IOException {
    try (Stub stub = Stub.inTurn(TWO, "1", "2")) {
      assertThatThrownBy(() -> read(manifest(name), stub, folder))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("a file can't be called '");
      assertThat(written()).isEmpty();
    }
  }

  @Test
  void whereNothingIsToBeWrittenNothingIsDownloaded() {
    try (Stub stub = Stub.inTurn(TWO)) {
      assertThat(read(manifest(""), stub, null)).noneMatch(record -> record.has("file_reference"));
      Manifests.open(manifest(""), stub).check();
      assertThat(stub.uris()).containsExactly("/api/items", "/api/items");
    }
  }

  @Test
  void aRecordMustSayWhatItsFileIs() {
    try (Stub stub = Stub.inTurn("{\"data\":[{\"id\":1}]}")) {
      assertThatThrownBy(() -> read(manifest(""), stub, folder))
          .hasMessageContaining("it has [id]");
    }
  }
}
