package dev.tidemark.simulator.convex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConvexSimulatorTest {
  private static final int SIZE = 2_500;

  private final Simulator sim =
      Simulators.start("convex", SimulatorOptions.defaults().withSize(SIZE).withoutRateLimit());
  private final Client client = Client.convex(sim);
  private final ConvexControls controls = sim.controls(ConvexControls.class);

  @AfterEach
  void close() {
    sim.close();
  }

  @Test
  @SuppressWarnings("try") // the writer writes for as long as it is open
  void aSnapshotAndThenTheLogGiveTheTableThatIsThereInTheEnd() throws Exception {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    long cursor;
    try (LiveWriter writer = LiveWriter.start(sim, 2_000)) {
      cursor = snapshot("messages", documents);
      cursor = log(cursor, "messages", documents);
    }
    log(cursor, "messages", documents);
    assertThat(documents.keySet()).isEqualTo(ids("messages"));
    for (Map<String, Object> truth : sim.truth("messages")) {
      assertThat(documents.get(truth.get("_id"))).containsAllEntriesOf(truth);
    }
  }

  @Test
  void aSnapshotStaysTheSameWhateverHappensMeanwhile() throws Exception {
    Map<String, Map<String, Object>> before = new TreeMap<>();
    long moment = snapshot("users", before);
    sim.grow(500);
    Map<String, Map<String, Object>> again = new TreeMap<>();
    Map<String, Object> page = client.json("/api/list_snapshot?tableName=users&snapshot=" + moment);
    rest("users", page, again);
    assertThat(again).isEqualTo(before);
  }

  @Test
  void everythingIsReadInOneGoWithEmptyPagesBetween() throws Exception {
    Map<String, Object> page = client.json("/api/list_snapshot");
    Map<String, Integer> read = new TreeMap<>();
    int empty = 0;
    while (true) {
      List<Map<String, Object>> values = Json.records(page, "values");
      empty += values.isEmpty() ? 1 : 0;
      values.forEach(v -> read.merge(v.get("_component") + "/" + v.get("_table"), 1, Integer::sum));
      if (page.get("hasMore").equals(false)) {
        break;
      }
      page = client.json(following("/api/list_snapshot?", page));
    }
    assertThat(read)
        .containsEntry("/messages", SIZE)
        .containsEntry("/users", SIZE)
        .containsEntry("billing/users", SIZE / 10)
        .containsEntry("billing/invoices", SIZE / 10);
    assertThat(empty).isPositive();
    assertThat(controls.snapshotStarts()).isEqualTo(1);
  }

  @Test
  void twoReadingsAtOnceMakeEachOtherBeginAnew() throws Exception {
    Map<String, Object> one = client.json("/api/list_snapshot?tableName=messages");
    Map<String, Object> other = client.json("/api/list_snapshot?tableName=users");
    client.json(following("/api/list_snapshot?tableName=messages&", one));
    client.json(following("/api/list_snapshot?tableName=users&", other));
    assertThat(controls.snapshotStarts()).isEqualTo(4);
  }

  @Test
  void aPageOfTheLogEndsWithACommitAndMayHoldNothingForWhoAsked() throws Exception {
    long cursor = now();
    sim.grow(3_000);
    int empty = 0;
    int large = 0;
    long before = cursor;
    Map<String, Object> page = deltas(cursor, "drafts");
    while (page.get("hasMore").equals(true)) {
      empty += Json.records(page, "values").isEmpty() ? 1 : 0;
      large += Json.records(deltas(before, null), "values").size() > 128 ? 1 : 0;
      assertThat((Long) page.get("cursor")).isGreaterThan(before);
      before = (Long) page.get("cursor");
      page = deltas(before, "drafts");
    }
    assertThat(empty).isPositive();
    assertThat(large).isPositive();
  }

  @Test
  void theLogIsInTheOrderOfTimeAndDeletionsAreBare() throws Exception {
    long cursor = now();
    sim.grow(400);
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<String, Object> page;
    do {
      page = deltas(cursor, null);
      rows.addAll(Json.records(page, "values"));
      cursor = (Long) page.get("cursor");
    } while (page.get("hasMore").equals(true));
    assertThat(rows).extracting(row -> (Long) row.get("_ts")).isSorted();
    assertThat(rows)
        .filteredOn(row -> row.get("_deleted").equals(true))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row).containsOnlyKeys("_id", "_ts", "_table", "_component", "_deleted"));
  }

  @Test
  void aSelectionInABodyLeavesOtherTablesOut() throws Exception {
    long cursor = now();
    sim.grow(200);
    String body =
        "{\"cursor\":"
            + cursor
            + ",\"selection\":{\"_other\":\"excluded\",\"billing\":{\"_other\":\"excluded\","
            + "\"users\":{\"_other\":\"included\"}}}}";
    Map<String, Object> page = Json.object(client.post("/api/document_deltas", body).body());
    assertThat(Json.records(page, "values"))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row)
                    .containsEntry("_component", "billing")
                    .containsEntry("_table", "users"));
  }

  @Test
  void schemasAreOfWhatIsThereInEachFormat() throws Exception {
    Map<String, Object> flat = client.json("/api/json_schemas?deltaSchema=true&format=json");
    assertThat(flat).containsOnlyKeys("drafts", "invoices", "messages", "users");
    assertThat(properties(flat, "drafts"))
        .containsOnlyKeys("_creationTime", "_id", "_table", "_component", "_ts", "_deleted");
    assertThat(properties(flat, "messages")).containsKeys("title", "likes", "note");
    assertThat(properties(flat, "messages").toString()).contains("base10 string").contains("anyOf");
    Map<String, Object> encoded =
        client.json("/api/json_schemas?format=convex_encoded_json&byComponent=true");
    assertThat(encoded).containsOnlyKeys("", "billing");
    assertThat(encoded.toString()).contains("$integer").contains("$bytes").contains("$float");
    assertThat(client.json("/api/json_schemas?format=export_json").toString())
        .contains("$description=int64, type=number");
  }

  @Test
  void valuesComeInEachFormat() throws Exception {
    Object plain = likes("json");
    assertThat(plain).isInstanceOf(String.class);
    assertThat(likes("export_json")).isEqualTo(Long.valueOf((String) plain));
    assertThat(likes("convex_encoded_json").toString()).startsWith("{$integer=");
  }

  @Test
  void everyErrorHasItsCode() throws Exception {
    expect(400, "DocumentDeltasCursorRequired", client.get("/api/document_deltas"));
    expect(400, "BadFormat", client.get("/api/list_snapshot?format=xml"));
    expect(400, "InvalidListSnapshotCursor", client.get("/api/list_snapshot?cursor=nonsense"));
    expect(400, "SnapshotTooNew", client.get("/api/list_snapshot?snapshot=" + Long.MAX_VALUE));
    expect(
        400,
        "InvalidClientVersion",
        client.get("/api/json_schemas", Map.of("Convex-Client", "nonsense")));
    long before = now();
    controls.expireLog();
    controls.expireSnapshots();
    expect(
        400, "InvalidWindowToReadDocuments", client.get("/api/document_deltas?cursor=" + before));
    expect(400, "SnapshotTooOld", client.get("/api/list_snapshot?snapshot=" + before));
    expect(401, "BadAdminKey", client.withKey("Convex wrong").get("/api/json_schemas"));
    expect(404, "NotFound", client.get("/api/nonsense"));
    controls.disableExport();
    expect(403, "StreamingExportNotEnabled", client.get("/api/json_schemas"));
  }

  @Test
  void aNewTableIsInTheLogAndAnImportedOneHidesWhatItReplaces() throws Exception {
    long cursor = now();
    controls.addTable("comments", 3);
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    log(cursor, "comments", documents);
    assertThat(documents.keySet()).isEqualTo(ids("comments")).hasSize(3);
    Set<String> old = ids("comments");
    controls.replaceTable("comments");
    documents.clear();
    log(cursor, "comments", documents);
    assertThat(documents.keySet()).isEqualTo(ids("comments")).doesNotContainAnyElementsOf(old);
  }

  private long snapshot(String table, Map<String, Map<String, Object>> into) throws Exception {
    return rest(table, client.json("/api/list_snapshot?tableName=" + table), into);
  }

  private long rest(String table, Map<String, Object> first, Map<String, Map<String, Object>> into)
      throws Exception {
    Map<String, Object> page = first;
    while (true) {
      Json.records(page, "values").forEach(v -> into.put((String) v.get("_id"), v));
      if (page.get("hasMore").equals(false)) {
        return (Long) page.get("snapshot");
      }
      page = client.json(following("/api/list_snapshot?tableName=" + table + "&", page));
    }
  }

  private long log(long from, String table, Map<String, Map<String, Object>> into)
      throws Exception {
    long cursor = from;
    Map<String, Object> page;
    do {
      page = deltas(cursor, table);
      for (Map<String, Object> row : Json.records(page, "values")) {
        if (row.get("_deleted").equals(true)) {
          into.remove(row.get("_id"));
        } else {
          into.put((String) row.get("_id"), new LinkedHashMap<>(row));
        }
      }
      cursor = (Long) page.get("cursor");
    } while (page.get("hasMore").equals(true));
    return cursor;
  }

  private Map<String, Object> deltas(long cursor, String table) throws Exception {
    String only = table == null ? "" : "&tableName=" + table;
    return client.json("/api/document_deltas?cursor=" + cursor + only);
  }

  private static String following(String path, Map<String, Object> page) {
    return path
        + "snapshot="
        + page.get("snapshot")
        + "&cursor="
        + Client.encoded(page.get("cursor"));
  }

  private long now() throws Exception {
    return (Long) client.json("/api/list_snapshot?tableName=drafts").get("snapshot");
  }

  private Object likes(String format) throws Exception {
    Map<String, Object> page = client.json("/api/list_snapshot?tableName=users&format=" + format);
    return Json.records(page, "values").get(0).get("likes");
  }

  private Set<String> ids(String table) {
    Set<String> ids = new TreeSet<>();
    sim.truth(table).forEach(record -> ids.add((String) record.get("_id")));
    return ids;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> properties(Map<String, Object> schemas, String table) {
    return (Map<String, Object>) ((Map<String, Object>) schemas.get(table)).get("properties");
  }

  private static void expect(int status, String code, HttpResponse<byte[]> answer)
      throws Exception {
    assertThat(answer.statusCode()).as(code).isEqualTo(status);
    assertThat(Json.object(answer.body())).containsEntry("code", code).containsKey("message");
  }
}
