package dev.tidemark.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schemas, records and what becomes of those that do not conform. */
class S3ReadingTest {
  private final Store store = new Store();

  @AfterEach
  void close() {
    store.close();
  }

  private static JsonObject typedCsv(String... globs) {
    JsonObject stream = Store.stream("csv", globs);
    stream.object("format").put("inference_type", "Primitive Types Only");
    return stream;
  }

  @Test
  void recordsSayWhichFileTheyAreFrom() {
    store.put("x/100%/a.csv", "id,name\n7,Ann\n");
    Store.Read read = Store.read(store.source(typedCsv("**")));
    assertThat(read.records)
        .containsExactly(
            JsonObject.of(
                "id", 7L,
                "name", "Ann",
                "_ab_source_file_last_modified", "2026-03-02T08:00:00.000000Z",
                "_ab_source_file_url", "x/100%/a.csv"));
  }

  @Test
  void theSchemaIsThatOfTheNewestFilesMergedAndWidened() {
    store.put("a.csv", "id,only_old\n1,2\n", Store.MONDAY);
    store.put("b.csv", "id,v\n1,2\n", Store.MONDAY.plusSeconds(1));
    store.put("c.csv", "id,v\n1,2.5\n", Store.MONDAY.plusSeconds(2));
    JsonObject stream = typedCsv("**").put("recent_n_files_to_read_for_schema_discovery", 2L);
    StreamSpec spec = store.source(stream).streams().get(0);
    JsonObject properties = spec.schema().object("properties");
    assertThat(properties.names())
        .containsExactlyInAnyOrder(
            "id", "v", "_ab_source_file_last_modified", "_ab_source_file_url");
    assertThat(properties.object("v").list("type")).containsExactly("null", "number");
    assertThat(spec.cursor()).contains("_ab_source_file_last_modified");
    assertThat(spec.origin()).isEqualTo("_ab_source_file_url");
  }

  @Test
  void aGivenSchemaIsTakenAsItIs() {
    store.put("a.csv", "id,x\n7,1\n");
    JsonObject stream =
        Store.stream("csv", "**").put("input_schema", "{\"id\":\"Integer\",\"x\":\"float\"}");
    Source source = store.source(stream);
    assertThat(source.streams().get(0).schema().object("properties").object("x").list("type"))
        .containsExactly("null", "number");
    assertThat(Store.read(source).values("id")).containsExactly(7L);
  }

  @Test
  void withoutASchemaFieldsAreKeptTogether() {
    store.put("a.jsonl", "{\"id\":1,\"deep\":{\"x\":[1]}}\n");
    Store.Read read = Store.read(store.source(Store.stream("jsonl", "**").put("schemaless", true)));
    assertThat(read.records.get(0).names())
        .containsExactly("data", "_ab_source_file_last_modified", "_ab_source_file_url");
    assertThat(read.records.get(0).object("data").object("deep").list("x")).containsExactly(1L);
  }

  @Test
  void aStreamWithoutFilesHasASchemaAllTheSame() {
    Source source = store.source(Store.stream("jsonl", "**"));
    assertThat(source.streams().get(0).schema().object("properties").names()).contains("data");
    assertThat(Store.read(source).records).isEmpty();
  }

  @Test
  void columnsInThePathBecomeColumns() {
    store.put("year=2026/city=S%C3%A3o%20Paulo/a.jsonl", "{\"id\":1,\"year\":\"of the file\"}\n");
    Source source = store.source(Store.stream("jsonl", "**"));
    assertThat(source.streams().get(0).schema().object("properties").names()).contains("city");
    JsonObject record = Store.read(source).records.get(0);
    assertThat(record.get("year")).isEqualTo("2026");
    assertThat(record.get("city")).isEqualTo("São Paulo");
  }

  @Test
  void rowsThatAreWrongAreRejectedWithFileAndLine() {
    store.put("a.csv", "id,name\n1,Ann\n2\n3,Cleo\n");
    Store.Read read = Store.read(store.source(typedCsv("**")));
    assertThat(read.values("id")).containsExactly(1L, 3L);
    assertThat(read.rejected).hasSize(1);
    assertThat(read.rejected.get(0)).startsWith("a.csv, line 3:");
    assertThat(read.failures).isEmpty();
  }

  private void putOneThatDoesNotConform() {
    store.put("a.jsonl", "{\"id\":1}\n");
    store.put("b.jsonl", "{\"id\":2}\n{\"id\":\"three\"}\n{\"id\":4,\"more\":1}\n{\"id\":5}\n");
  }

  private Store.Read readBy(String policy) {
    return Store.read(
        store.source(
            Store.stream("jsonl", "**")
                .put("input_schema", "{\"id\":\"integer\"}")
                .put("validation_policy", policy)));
  }

  @Test
  void recordsThatDoNotConformAreEmittedIfSoWished() {
    putOneThatDoesNotConform();
    assertThat(readBy("Emit Record").values("id"))
        .containsExactlyInAnyOrder(1L, 2L, "three", 4L, 5L);
  }

  @Test
  void recordsThatDoNotConformAreKeptAsideIfSoWished() {
    putOneThatDoesNotConform();
    Store.Read read = readBy("Skip Record");
    assertThat(read.values("id")).containsExactlyInAnyOrder(1L, 2L, 5L);
    assertThat(read.rejected)
        .containsExactlyInAnyOrder(
            "column 'id' is string and not integer", "column 'more' is not in the schema");
  }

  @Test
  void aFileThatDoesNotConformWaitsIfSoWishedAndTheOthersAreRead() {
    putOneThatDoesNotConform();
    Store.Read read = readBy("Wait for Discover");
    assertThat(read.values("id")).containsExactly(1L);
    assertThat(read.failures.get("b.jsonl")).hasMessageContaining("input_schema");
    assertThat(read.done.size()).isEqualTo(1);
  }

  @Test
  void contradictionsInAConfigAreNamed() {
    JsonObject both = Store.stream("csv", "**").put("schemaless", true).put("input_schema", "{}");
    assertThatThrownBy(() -> store.source(both))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("streams[0]: schemaless and input_schema exclude each other");
    JsonObject nested = Store.stream("csv", "**").put("input_schema", "{\"a\":{\"b\":1}}");
    assertThatThrownBy(() -> store.source(nested)).hasMessageContaining("column 'a' must have");
    JsonObject oneKey = store.config(Store.stream("csv", "**"));
    oneKey.remove("aws_secret_access_key");
    assertThatThrownBy(() -> Store.open(oneKey)).hasMessageContaining("belong together");
    assertThatThrownBy(() -> store.source(Store.stream("csv", "a"), Store.stream("csv", "b")))
        .hasMessageContaining("another stream 'things'");
    JsonObject noDate = store.config(Store.stream("csv", "**")).put("start_date", "soon");
    assertThatThrownBy(() -> Store.open(noDate)).hasMessageContaining("'soon' is no time");
  }

  @Test
  void filesOfOneNameAreNotLaidIntoOneFolder() {
    store.put("x/a.bin", "one");
    store.put("y/b.bin", "two");
    JsonObject method = JsonObject.of("delivery_type", "use_file_transfer");
    JsonObject config = store.config(Store.stream("jsonl", "**")).put("delivery_method", method);
    method.put("preserve_directory_structure", false);
    assertThat(Store.read(Store.open(config)).values("file_name"))
        .containsExactlyInAnyOrder("a.bin", "b.bin");
    store.put("y/a.bin", "three");
    assertThatThrownBy(() -> Store.read(Store.open(config)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("y/a.bin is not the only file called a.bin");
    method.put("preserve_directory_structure", true);
    assertThat(Store.read(Store.open(config)).records).hasSize(3);
  }

  @Test
  void keysThatWouldBeOnePathAreNotLaidIntoFolders() {
    store.put("x/a.bin", "one");
    store.put("x//a.bin", "two");
    store.put("x/./a.bin", "three");
    JsonObject method = JsonObject.of("delivery_type", "use_file_transfer");
    JsonObject config =
        store
            .config(Store.stream("jsonl", "x/*.bin", "x//*.bin", "x/./*.bin"))
            .put("delivery_method", method);
    Store.Read read = Store.read(Store.open(config));
    assertThat(read.values("id")).containsExactly("x/a.bin");
    assertThat(read.failures).containsOnlyKeys("x//a.bin", "x/./a.bin");
  }

  @Test
  void severalStreamsOfABucketAreReadEachWithItsFormat() {
    store.put("a.csv", "id\n7\n");
    store.put("b.jsonl", "{\"id\":2}\n");
    JsonObject second = Store.stream("jsonl", "*.jsonl").put("name", "others");
    Source source = store.source(typedCsv("*.csv"), second);
    assertThat(source.streams().stream().map(StreamSpec::name))
        .isEqualTo(List.of("things", "others"));
    assertThat(Store.read(source).values("id")).containsExactly(7L);
    assertThat(source.stream("others").primaryKey()).isEmpty();
  }
}
