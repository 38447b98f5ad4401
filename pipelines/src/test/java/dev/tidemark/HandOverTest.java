package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Document;
import dev.tidemark.problem.Problem;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets as what other libraries work with. */
class HandOverTest {
  @TempDir Path folder;
  private String url;
  private Dataset notes;

  @BeforeEach
  void fill() throws Exception {
    url =
        Database.with(
            folder.resolve("n.duckdb"),
            """
            CREATE TABLE notes AS SELECT * FROM (VALUES
              (1, 'First', 'Called them.', 'Likes tea', 1.5::DECIMAL(38,9), true,
               TIMESTAMPTZ '2024-01-01 00:00:00+00', '{"a":1}'::JSON),
              (2, NULL, 'Alone', NULL, NULL, NULL, NULL, NULL),
              (3, NULL, NULL, '', 2, NULL, NULL, NULL)
            ) AS n(id, title, body, extra, amount, open, at_time, tags)
            """);
    notes = Dataset.of(url, "notes").orderBy("id");
  }

  @Test
  void aDataFrameHasTheRowsWithTheirValues() {
    DataFrame frame = DataFrames.of(notes.columns("id", "title", "amount"));
    assertThat(frame.getColumnsIndex()).containsExactly("id", "title", "amount");
    assertThat(frame.height()).isEqualTo(3);
    assertThat(frame.get("title", 1)).isNull();
    assertThat(frame.get("amount", 0).toString()).isEqualTo("1.500000000");
    assertThat(DataFrames.of(notes.limit(0)).width()).isEqualTo(8);
  }

  @Test
  void documentsHaveTitleContentAndMetadata() {
    List<Document> documents =
        Documents.of(notes)
            .title("title")
            .content("body", "extra")
            .metadata("id", "amount", "open", "at_time", "tags")
            .list();
    assertThat(documents).hasSize(2);
    assertThat(documents.get(0).text())
        .isEqualTo("# First\n\n## body\n\nCalled them.\n\n## extra\n\nLikes tea");
    assertThat(documents.get(0).metadata().toMap())
        .isEqualTo(
            Map.of(
                "id", 1L,
                "amount", 1.5,
                "open", "true",
                "at_time", "2024-01-01T00:00:00Z",
                "tags", "{\"a\":1}"));
    assertThat(documents.get(1).text()).isEqualTo("## body\n\nAlone");
    assertThat(documents.get(1).metadata().toMap()).containsOnlyKeys("id");
    assertThat(Documents.of(notes).content("body").list().get(0).text()).isEqualTo("Called them.");
    assertThatThrownBy(() -> Documents.of(notes).metadata("id").list())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("title() or content()");
  }

  @Test
  void withoutTheLibrariesTheRestWorksAndWhatToAddIsSaid() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("dflib") && !entry.contains("langchain4j")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      // It registers with the loader that asks for it first.
      Class.forName("org.duckdb.DuckDBDriver", true, loader);
      Class<?> type = loader.loadClass(Dataset.class.getName());
      assertThat(type.getMethods()).isNotEmpty();
      assertThat(loader.loadClass(Tidemark.class.getName()).getMethods()).isNotEmpty();
      Object dataset = type.getMethod("of", String.class, String.class).invoke(null, url, "notes");
      assertThat(type.getMethod("count").invoke(dataset)).isEqualTo(3L);
      assertThatThrownBy(() -> run(loader, Frame.class))
          .hasMessageContaining("add the dependency org.dflib:dflib");
      assertThatThrownBy(() -> run(loader, Titles.class))
          .hasMessageContaining("add the dependency dev.langchain4j:langchain4j-core");
    }
  }

  private void run(ClassLoader loader, Class<?> program) throws Throwable {
    try {
      loader.loadClass(program.getName()).getMethod("run", String.class).invoke(null, url);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** A program that wants a data frame. */
  public static final class Frame {
    private Frame() {}

    public static String run(String url) {
      return DataFrames.of(Dataset.of(url, "notes")).toString();
    }
  }

  /** A program that wants documents. */
  public static final class Titles {
    private Titles() {}

    public static String run(String url) {
      return Documents.of(Dataset.of(url, "notes")).title("title").list().toString();
    }
  }
}
