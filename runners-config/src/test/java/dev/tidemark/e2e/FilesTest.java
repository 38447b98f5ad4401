package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync of records that files belong to. */
class FilesTest {
  @TempDir Path folder;

  @Test
  void filesLieWhereTheJobSaysAndTheirRecordsTellOfThem() throws IOException {
    Map<String, String> answers =
        Map.of(
            "/items", "[{\"n\":1,\"file\":\"BASE/f/1\"},{\"n\":2,\"file\":\"BASE/f/2\"}]",
            "/f/1", "one",
            "/f/2", "number two");
    try (SmallApi api = SmallApi.answering(answers::get)) {
      Tidemark tidemark =
          api.source(
                  folder,
                  """
                  retriever:
                    type: SimpleRetriever
                    requester: {url_base: BASE, path: items}
                    record_selector: {extractor: {field_path: []}}
                  file_uploader:
                    type: FileUploader
                    requester: {type: HttpRequester, url_base: "{{ download_target }}"}
                    download_target_extractor: {type: DpathExtractor, field_path: [file]}
                    filename_extractor: "{{ record.n }}.txt"
                  """)
              .files(folder.resolve("downloads"));
      tidemark.check().sync().orThrow();
      assertThat(folder.resolve("downloads/items/1.txt")).hasContent("one");
      assertThat(folder.resolve("downloads/items/2.txt")).hasContent("number two");
      assertThat(
              tidemark
                  .dataset("items")
                  .sql(
                      "SELECT file_reference->>'source_file_relative_path' AS path,"
                          + " (file_reference->>'file_size_bytes')::INTEGER AS size"
                          + " FROM items ORDER BY n"))
          .extracting(row -> row.get("path") + " " + row.get("size"))
          .containsExactly("items/1.txt 3", "items/2.txt 10");
      assertThat(api.asked()).containsExactly("/items", "/items", "/f/1", "/f/2");
    }
  }
}
