package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs of job files that say how rows are to be written. */
class WritingTest {
  private static final String STREAM =
      """
      primary_key: n
      retriever:
        type: SimpleRetriever
        requester: {url_base: BASE, path: items}
        record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
      """;

  @TempDir Path folder;

  private SmallApi api;
  private String answer = "[]";
  private String destination;

  @BeforeEach
  void start() throws IOException {
    api = SmallApi.answering(path -> answer);
    api.source(folder, STREAM);
    destination = "duckdb:" + folder.resolve("items.duckdb");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aStreamThatIsReadWholeKeepsItsVersionsAndWhatIsMissingHasNoCurrentOne() {
    sync("write: scd2", "[{\"n\":1,\"name\":\"a\"},{\"n\":2,\"name\":\"x\"}]");
    sync("write: scd2", "[{\"n\":1,\"name\":\"b\"},{\"n\":2,\"name\":\"x\"}]");
    sync("write: scd2", "[{\"n\":1,\"name\":\"b\"}]");
    assertThat(
            query(
                "SELECT n, name, _tidemark_valid_to IS NULL,"
                    + " _tidemark_valid_to = lead(_tidemark_valid_from)"
                    + " OVER (PARTITION BY n ORDER BY _tidemark_valid_from)"
                    + " FROM items ORDER BY n, _tidemark_valid_from"))
        .containsExactly(
            List.of("1", "a", "false", "true"),
            List.of("1", "b", "true", "null"),
            List.of("2", "x", "false", "null"));
    assertThatThrownBy(() -> sync("write: merge", "[]"))
        .hasMessageContaining("keeps versions of records, which write: merge would mix up");
  }

  @Test
  void fieldsOfObjectsBecomeColumnsWhereThatIsAskedFor() {
    String records = "[{\"n\":1,\"home\":{\"city\":\"Rome\",\"at\":{\"lat\":1}},\"tags\":[\"a\"]}]";
    sync("", records);
    sync("nested: columns", records);
    sync("nested: columns\nstreams: {items: {rename: {home.city: town}}}", records);
    assertThat(query("SELECT n, home, home_at_lat, town, tags FROM items"))
        .containsExactly(List.of("1", "null", "1", "Rome", "[a]"));
  }

  @Test
  void objectsInListsBecomeRowsOfTheirOwnWhereThatIsAskedFor() {
    String settings = "nested: tables";
    sync(
        settings,
        "[{\"n\":1,\"lines\":[{\"sku\":\"a\",\"taxes\":[{\"rate\":1},{\"rate\":2}]},{\"sku\":\"b\"}]},"
            + "{\"n\":2,\"lines\":[{\"sku\":\"x\"}]},{\"n\":3,\"lines\":[]}]");
    sync(settings, "[{\"n\":1,\"lines\":[{\"sku\":\"c\",\"at\":{\"shelf\":7}}]}]");
    assertThat(
            query(
                "SELECT n, sku, at_shelf, l._tidemark_position FROM items LEFT JOIN items__lines l"
                    + " ON l._tidemark_parent_id = items._tidemark_id ORDER BY n, sku"))
        .containsExactly(
            List.of("1", "c", "7", "0"),
            List.of("2", "x", "null", "0"),
            List.of("3", "null", "null", "null"));
    assertThat(query("SELECT count(*) FROM items__lines")).containsExactly(List.of("2"));
    assertThat(query("SELECT count(*) FROM items__lines__taxes")).containsExactly(List.of("0"));
  }

  @Test
  void aRenamedFieldTakesItsColumnAlong() {
    sync("", "[{\"n\":1,\"name\":\"a\"}]");
    sync("streams: {items: {rename: {name: label}}}", "[{\"n\":2,\"name\":\"b\"}]");
    sync("", "[{\"n\":3,\"name\":\"c\"}]");
    assertThat(query("SELECT n, label FROM items ORDER BY n"))
        .containsExactly(List.of("1", "a"), List.of("2", "b"), List.of("3", "c"));
  }

  @Test
  void aRenameThatCantBeIsRefused() {
    sync("", "[{\"n\":1,\"name\":\"a\"}]");
    assertRefused("{nam: label}", "there is no field 'nam' to rename. Did you mean 'name'?");
    assertRefused("{name: n}", "the field 'name' can't have the column 'n'");
    assertRefused("{name: Label}", "a column is called 'label', not 'Label'");
    assertRefused("{name: _tidemark_id}", "can't have the column '_tidemark_id'");
  }

  @Test
  void namesOfTablesBeginAsTheJobSaysAndGoOnDoingSo() {
    sync("table_prefix: crm_", "[{\"n\":1,\"name\":\"a\"}]");
    assertThat(query("SELECT n FROM crm_items")).containsExactly(List.of("1"));
    assertThatThrownBy(() -> sync("", "[]"))
        .hasMessageContaining("its rows are in the table crm_items")
        .hasMessageContaining("set table_prefix as it was");
    sync("table_prefix: crm_", "[{\"n\":2}]");
    assertThat(query("SELECT n FROM crm_items ORDER BY n"))
        .containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void schemaAndPrefixMayStandInTheMapOfTheDestinationButNotTwice() {
    destination =
        "{url: 'duckdb:" + folder.resolve("items.duckdb") + "', schema: raw, table_prefix: x_}";
    sync("", "[{\"n\":1}]");
    assertThat(query("SELECT n FROM raw.x_items")).containsExactly(List.of("1"));
    assertThatThrownBy(() -> sync("schema: raw", "[]"))
        .hasMessageContaining("'schema' is said twice");
  }

  @Test
  void theReportSaysWhereValuesOfAnotherTypeWent() {
    assertThat(report("", "[{\"n\":1,\"size\":7}]").note()).isNull();
    assertThat(report("", "[{\"n\":1,\"size\":\"big\"}]").note())
        .isEqualTo("has values of other types in columns of their own: size__text");
    assertThat(report("", "[{\"n\":1,\"size\":\"huge\"}]").note()).isNull();
  }

  private void assertRefused(String rename, String message) {
    String settings = "streams: {items: {rename: " + rename + "}}";
    assertThatThrownBy(() -> sync(settings, "[]")).hasMessageContaining(message);
  }

  private void sync(String settings, String records) {
    assertThat(report(settings, records).error()).isNull();
  }

  private StreamReport report(String settings, String records) {
    answer = records;
    try (Job job = job(settings)) {
      Sync sync =
          new Sync(job.syncJob(), RunnerSupport.named("direct"), false, SyncListener.SILENT);
      return sync.run().streams().get(0);
    }
  }

  private Job job(String settings) {
    try {
      Path file = folder.resolve("job.yaml");
      Files.writeString(
          file, "source: source.yaml\ndestination: " + destination + "\n" + settings + "\n");
      return JobFile.load(file, Map.of());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<List<String>> query(String sql) {
    try (Job job = job("");
        Destination opened = job.destination(Access.READ);
        QueryResult result = opened.query(sql)) {
      List<List<String>> rows = new ArrayList<>();
      result.forEachRemaining(row -> rows.add(row.stream().map(String::valueOf).toList()));
      return rows;
    }
  }
}
