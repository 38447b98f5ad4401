package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Objects within records whose fields become columns. */
class FlatteningTest {
  private static final String SCHEMA =
      """
      {"properties": {
        "id": {"type": "object", "properties": {"oid": {"type": "string"}}},
        "home": {"type": ["null", "object"], "properties": {
          "city": {"type": "string"},
          "at": {"properties": {"lat": {"type": "number"}}}}},
        "free": {"type": "object"},
        "mixed": {"type": ["object", "string"], "properties": {"x": {"type": "integer"}}},
        "list": {"type": "array", "items": {"type": "object"}}}}
      """;

  @Test
  void aSchemaNamesTheFieldsOfObjectsThatItDescribes() {
    assertThat(declared(List.of("id")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id", ColumnType.JSON,
                "home.city", ColumnType.TEXT,
                "home.at.lat", ColumnType.DECIMAL,
                "free", ColumnType.JSON,
                "mixed", ColumnType.JSON,
                "list", ColumnType.JSON));
    assertThat(declared(List.of())).containsEntry("id.oid", ColumnType.TEXT);
  }

  @Test
  void recordsFillTheColumnsThatTheirSchemaNames() {
    Map<String, ColumnType> declared = declared(List.of("id"));
    ColumnBatch batch =
        shape(
            declared,
            Set.of(),
            """
            [{"id":{"oid":"a"},"home":{"city":"Rome","at":{"lat":41.9}},"free":{"k":1},
              "mixed":{"x":1},"list":[{"y":2}]},
             {"id":{"oid":"b"},"home":null}]
            """);
    assertThat(row(batch, 0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id", "{\"oid\":\"a\"}",
                "home.city", "Rome",
                "home.at.lat", "41.900000000",
                "free", "{\"k\":1}",
                "mixed", "{\"x\":1}",
                "list", "[{\"y\":2}]"));
    assertThat(row(batch, 1)).containsOnlyKeys("id");
    assertThat(batch.observed()).isEmpty();
  }

  @Test
  void whatTheSchemaDoesNotNameIsTakenApartAsWell() {
    ColumnBatch batch =
        shape(Map.of(), Set.of(), "[{\"a\":{\"b\":{\"c\":1},\"d\":[{\"e\":2}]},\"f\":\"g\"}]");
    assertThat(batch.observed().keySet()).containsExactly("a.b.c", "a.d", "f");
  }

  @Test
  void whatLiesDeepStaysAValue() {
    ColumnBatch batch =
        shape(Map.of(), Set.of(), "[{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}}}]");
    assertThat(batch.observed()).containsOnlyKeys("a.b.c.d.e.f");
    String deep = "{\"type\":\"object\",\"properties\":{\"%s\":%s}}";
    String schema = "{\"type\":\"integer\"}";
    for (String name : List.of("g", "f", "e", "d", "c", "b", "a")) {
      schema = deep.formatted(name, schema);
    }
    assertThat(SchemaTypes.flat(Json.parseObject(schema), Nested.COLUMNS, f -> true, List.of()))
        .containsOnlyKeys("a.b.c.d.e.f");
  }

  @Test
  void aValueWhereAnObjectWasExpectedHasAColumnOfItsOwn() {
    ColumnBatch batch = shape(declared(List.of()), Set.of(), "[{\"home\":\"Rome\"}]");
    assertThat(batch.observed()).containsOnlyKeys("home");
  }

  @Test
  void twoFieldsOfOneNameLoseNothing() {
    String both = "[{\"home\":{\"city\":\"Rome\",\"x\":1},\"home.city\":\"Oslo\",\"home.x\":2}]";
    ColumnBatch batch = shape(declared(List.of()), Set.of(), both);
    assertThat(row(batch, 0)).containsEntry("home.city", "Rome");
    assertThat(batch.extra().textAt(0)).contains("\"1\"");
    assertThat(batch.meta().textAt(0)).contains("Oslo").contains("\"value\":2");
  }

  @Test
  void fieldsAreSelectedByTheObjectThatTheyAreIn() {
    ColumnBatch batch =
        shape(Map.of(), Set.of("home"), "[{\"home\":{\"city\":\"Rome\"},\"city\":\"Oslo\"}]");
    assertThat(batch.observed()).containsOnlyKeys("home.city");
  }

  @Test
  void objectsInListsBecomeRowsThatKnowWhereTheyStood() {
    ColumnBatch batch =
        tables(
            Contract.EVOLVE,
            "[{\"id\":1,\"lines\":[{\"sku\":\"a\",\"taxes\":[{\"rate\":5}]},{\"sku\":\"b\"}]},"
                + "{\"lines\":[{\"sku\":\"lost\"}]},{\"id\":2,\"lines\":[],\"tags\":[1]}]");
    assertThat(batch.records()).isEqualTo(2);
    assertThat(batch.rows()).isEqualTo(5);
    assertThat(batch.deadLetters()).hasSize(1);
    assertThat(row(batch, 1)).containsExactly(Map.entry("id", "2"));
    assertThat(row(batch, 2))
        .containsEntry("lines[].sku", "a")
        .containsEntry("_tidemark_list()", "lines[].")
        .containsEntry("_tidemark_position()", "0")
        .containsEntry("_tidemark_parent_id()", batch.ids().valueAt(0).toString());
    assertThat(row(batch, 3)).containsEntry("lines[].sku", "b");
    assertThat(row(batch, 4))
        .containsEntry("_tidemark_list()", "lines[].taxes[].")
        .containsEntry("_tidemark_parent_id()", batch.ids().valueAt(2).toString());
    assertThat(batch.observed()).containsOnlyKeys("lines[].taxes[].rate", "tags");
  }

  @Test
  void listsThatCantBeRowsStayValues() {
    ColumnBatch batch =
        tables(
            Contract.EVOLVE,
            "[{\"id\":1,\"mixed\":[{\"a\":1},2],\"says_nothing\":[{\"a\":null},{\"b\":{}}]}]");
    assertThat(batch.rows()).isEqualTo(1);
    assertThat(batch.observed()).containsOnlyKeys("mixed", "says_nothing");
    ColumnBatch discarding = tables(Contract.DISCARD, "[{\"id\":1,\"more\":[{\"a\":1}]}]");
    assertThat(discarding.rows()).isEqualTo(1);
    assertThat(discarding.meta().textAt(0)).contains("\"more\"");
  }

  @Test
  void aNameThatReadsLikeThatOfAFieldInAListIsNoted() {
    ColumnBatch batch = tables(Contract.EVOLVE, "[{\"id\":1,\"lines[].sku\":\"x\"}]");
    assertThat(row(batch, 0)).containsOnlyKeys("id");
    assertThat(batch.meta().textAt(0)).contains("\"x\"");
  }

  private static ColumnBatch tables(Contract contract, String json) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("id", "id", ColumnType.INTEGER));
    columns.add(new Column("sku", "lines[].sku", ColumnType.TEXT));
    columns.addAll(MetaColumns.DEFAULT.staged());
    return new Shaper(new TableSchema("orders", columns), contract, List.of("id"), Set.of())
        .taking(Nested.TABLES, MetaColumns.DEFAULT)
        .shape(batch(json));
  }

  private static RecordBatch batch(String json) {
    List<JsonObject> records = new ArrayList<>();
    ((List<?>) Json.parse(json)).forEach(record -> records.add((JsonObject) record));
    return new RecordBatch(Slice.whole("people"), 0, records, 0, 1, null, null, null);
  }

  private static Map<String, ColumnType> declared(List<String> whole) {
    return SchemaTypes.flat(Json.parseObject(SCHEMA), Nested.COLUMNS, field -> true, whole);
  }

  private static ColumnBatch shape(
      Map<String, ColumnType> declared, Set<String> selected, String json) {
    List<Column> columns = new ArrayList<>();
    declared.forEach((field, type) -> columns.add(new Column(field, field, type)));
    return new Shaper(new TableSchema("people", columns), Contract.EVOLVE, List.of(), selected)
        .taking(Nested.COLUMNS, MetaColumns.DEFAULT)
        .shape(batch(json));
  }

  /** The values of a row that are there, by field. */
  private static Map<String, String> row(ColumnBatch batch, int row) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < batch.vectors().size(); i++) {
      if (!batch.vectors().get(i).isNull(row)) {
        values.put(
            batch.schema().columns().get(i).field(),
            String.valueOf(batch.vectors().get(i).valueAt(row)));
      }
    }
    return values;
  }
}
