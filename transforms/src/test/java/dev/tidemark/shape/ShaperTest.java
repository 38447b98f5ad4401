package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.TableSchema;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShaperTest {
  private static final long EXTRACTED_AT = 1_767_225_600_000_000L;
  private static final TableSchema PEOPLE =
      new TableSchema(
          "people",
          List.of(
              new Column("id", "id", ColumnType.INTEGER),
              new Column("name", "name", ColumnType.TEXT),
              new Column("born", "born", ColumnType.DATE),
              new Column("balance", "balance", ColumnType.DECIMAL)));

  @Test
  void recordsBecomeColumns() {
    ColumnBatch batch =
        evolving().shape(batch("[{\"id\":1,\"name\":\"Ann\"},{\"balance\":2.5,\"id\":2}]"));
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.vectors())
        .hasToString("[INTEGER[1, 2], TEXT[Ann], DATE[], DECIMAL[null, 2.500000000]]");
    assertThat(batch.meta().isNull(0) && batch.extra().isNull(0)).isTrue();
  }

  @Test
  void rowsGetGrowingIdsAndTheTimeOfThePage() {
    ColumnBatch batch = evolving().shape(batch("[{\"id\":1},{\"id\":2}]"));
    assertThat(batch.extractedAt()).isEqualTo(EXTRACTED_AT);
    UUID first = (UUID) batch.ids().valueAt(0);
    assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(EXTRACTED_AT / 1_000);
    assertThat(batch.ids().valueAt(1).toString()).isGreaterThan(first.toString());
  }

  @Test
  void nullsAndMissingFieldsAreNullAndNotNoted() {
    ColumnBatch batch = evolving().shape(batch("[{\"id\":null,\"other\":null}]"));
    assertThat(batch.vectors().get(0).isNull(0)).isTrue();
    assertThat(batch.meta().isNull(0) && batch.extra().isNull(0)).isTrue();
    assertThat(batch.observed()).isEmpty();
  }

  @Test
  void evolveCarriesUnknownFieldsWithTheirTypes() {
    ColumnBatch batch =
        evolving()
            .shape(
                batch(
                    "[{\"id\":1,\"a\":true,\"b\":[1],\"c\":1.5},{\"id\":2},{\"id\":3,\"a\":\"x\"}]"));
    assertThat(batch.extra().valueAt(0))
        .isEqualTo("{\"BOOLEAN:a\":\"true\",\"JSON:b\":\"[1]\",\"DECIMAL:c\":\"1.5\"}");
    assertThat(batch.extra())
        .hasToString("JSON[" + batch.extra().valueAt(0) + ", null, {\"TEXT:a\":\"x\"}]");
    assertThat(batch.observed())
        .isEqualTo(
            Map.of(
                "a", Set.of(ColumnType.BOOLEAN, ColumnType.TEXT),
                "b", Set.of(ColumnType.JSON),
                "c", Set.of(ColumnType.DECIMAL)));
  }

  /** Which type a value asks for that its column cannot hold, and as what it is carried. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "id      | 1.5                              | DECIMAL     | 1.5",
        "id      | \"12.5\"                         | DECIMAL     | 12.5",
        "id      | \"+1.50e3x\"                     | TEXT        | +1.50e3x",
        "id      | 9223372036854775808              | BIG_INTEGER | 9223372036854775808",
        "id      | \"9223372036854775808\"          | BIG_INTEGER | 9223372036854775808",
        "id      | 85070591730234615865843651857942052864 | TEXT  |"
            + " 85070591730234615865843651857942052864",
        "id      | 1e300                            | DOUBLE      | 1E+300",
        "id      | 1e999999999                      | TEXT        | 1E+999999999",
        "id      | \"soon\"                         | TEXT        | soon",
        "id      | true                             | BOOLEAN     | true",
        "id      | {\"a\":1}                        | JSON        | {\"a\":1}",
        "balance | 123456789012345678901234567890123 | BIG_INTEGER |"
            + " 123456789012345678901234567890123",
        "balance | 123456789012345678901234567890.5 | TEXT        |"
            + " 123456789012345678901234567890.5",
        "balance | \"1e300\"                        | TEXT        | 1e300",
        "born    | \"2024-05-06T07:08:09+02:00\"    | TIMESTAMP   | 2024-05-06 05:08:09",
        "born    | \"Fri, 24 May 2019 17:44:50 GMT\" | TIMESTAMP  | 2019-05-24 17:44:50",
        "born    | \"2024-02-30\"                   | TEXT        | 2024-02-30",
        "born    | 1714979289                       | INTEGER     | 1714979289",
        "other   | \"2024-05-06\"                   | TEXT        | 2024-05-06",
        "other   | 0.1000000000000                  | DECIMAL     | 0.1000000000000",
        "other   | 0.12345678901                    | DOUBLE      | 0.12345678901",
        "other   | 0.1234567890123456789            | TEXT        | 0.1234567890123456789"
      })
  void evolveCarriesAValueWithTheNarrowestTypeThatHoldsIt(
      String field, String value, ColumnType type, String text) {
    ColumnBatch batch = evolving().shape(batch("[{\"" + field + "\":" + value + "}]"));
    JsonObject extra = Json.parseObject(batch.extra().textAt(0));
    assertThat(extra).isEqualTo(JsonObject.of(type + ":" + field, text));
    assertThat(batch.observed()).isEqualTo(Map.of(field, Set.of(type)));
  }

  @Test
  void whatIsLostOnTheWayIntoExtraIsNoted() {
    ColumnBatch batch =
        evolving()
            .shape(batch("[{\"a\":\"x\\u0000\",\"born\":\"2024-05-06T01:02:03.123456789Z\"}]"));
    assertThat(changes(batch, 0)).containsExactly("a nul_removed", "born truncated");
    assertThat(batch.extra().textAt(0))
        .isEqualTo("{\"TEXT:a\":\"x\",\"TIMESTAMP:born\":\"2024-05-06 01:02:03.123456\"}");
  }

  @Test
  void discardNotesWhatHasNoPlace() {
    Shaper shaper = new Shaper(PEOPLE, Contract.DISCARD, List.of(), Set.of());
    ColumnBatch batch = shaper.shape(batch("[{\"id\":1.5,\"other\":{\"a\":\"b\\u0000\"}}]"));
    assertThat(batch.meta().textAt(0))
        .isEqualTo(
            "{\"changes\":[{\"field\":\"id\",\"change\":\"discarded\",\"reason\":\"not a value of"
                + " INTEGER\",\"value\":1.5},{\"field\":\"other\",\"change\":\"discarded\","
                + "\"reason\":\"no column for it\",\"value\":{\"a\":\"b\"}}]}");
    assertThat(batch.extra().isNull(0)).isTrue();
    assertThat(batch.observed()).isEmpty();
  }

  @Test
  void freezeRefusesUnknownFieldsAndUnfitValues() {
    Shaper shaper = new Shaper(PEOPLE, Contract.FREEZE, List.of(), Set.of());
    assertThatThrownBy(() -> shaper.shape(batch("[{\"id\":1,\"other\":1}]")))
        .isInstanceOf(Problem.class)
        .hasMessage("field 'other': no column for it, and the contract is freeze");
    assertThatThrownBy(() -> shaper.shape(batch("[{\"born\":\"soon\"}]")))
        .hasMessage("field 'born': not a value of DATE, and the contract is freeze");
  }

  @Test
  void aRefusedPageLeavesNothingForTheNextOne() {
    Shaper shaper = new Shaper(PEOPLE, Contract.FREEZE, List.of(), Set.of());
    String rounded = "[{\"balance\":0.12345678901,\"other\":1}]";
    assertThatThrownBy(() -> shaper.shape(batch(rounded))).isInstanceOf(Problem.class);
    assertThat(shaper.shape(batch("[{\"id\":1}]")).meta().isNull(0)).isTrue();
  }

  @Test
  void aRecordWithoutItsKeyBecomesADeadLetter() {
    Shaper shaper = new Shaper(PEOPLE, Contract.EVOLVE, List.of("id", "name"), Set.of());
    ColumnBatch batch =
        shaper.shape(
            batch(
                "[{\"name\":\"no id\"},{\"id\":1,\"name\":null},{\"id\":\"x\",\"name\":\"n\"},"
                    + "{\"id\":\"\",\"name\":\"n\"},{\"id\":2,\"name\":\"ok\"}]"));
    assertThat(batch.rows()).isEqualTo(1);
    assertThat(batch.deadLetters())
        .containsExactly(
            new DeadLetter("{\"name\":\"no id\"}", "its primary key field 'id' is missing"),
            new DeadLetter("{\"id\":1,\"name\":null}", "its primary key field 'name' is missing"),
            new DeadLetter(
                "{\"id\":\"x\",\"name\":\"n\"}", "its primary key field 'id' is no INTEGER"),
            new DeadLetter(
                "{\"id\":\"\",\"name\":\"n\"}", "its primary key field 'id' is no INTEGER"));
  }

  @Test
  void aDeadLetterLeavesNothingInTheVectors() {
    Shaper shaper = new Shaper(PEOPLE, Contract.EVOLVE, List.of("id"), Set.of());
    String dead = "{\"name\":\"n\",\"balance\":0.12345678901,\"born\":\"2024-01-01\",\"other\":1}";
    ColumnBatch batch =
        shaper.shape(batch("[" + dead + ",{\"id\":1}," + dead + ",{\"id\":2}," + dead + "]"));
    assertThat(batch.vectors()).hasToString("[INTEGER[1, 2], TEXT[], DATE[], DECIMAL[]]");
    assertThat(batch.meta() + " " + batch.extra() + batch.ids().isNull(2))
        .isEqualTo("JSON[] JSON[]true");
    assertThat(batch.observed()).isEmpty();
  }

  @Test
  void aKeyWithoutAColumnSparesNoRecord() {
    Shaper shaper = new Shaper(PEOPLE, Contract.EVOLVE, List.of("uuid"), Set.of());
    assertThat(shaper.shape(batch("[{\"id\":1,\"uuid\":\"u\"}]")).deadLetters())
        .containsExactly(
            new DeadLetter(
                "{\"id\":1,\"uuid\":\"u\"}", "its primary key field 'uuid' has no column"));
  }

  @Test
  void onlySelectedFieldsAreKept() {
    Shaper shaper = new Shaper(PEOPLE, Contract.FREEZE, List.of(), new TreeSet<>(Set.of("name")));
    ColumnBatch batch = shaper.shape(batch("[{\"id\":1,\"name\":\"Ann\",\"other\":1}]"));
    assertThat(batch.vectors()).hasToString("[INTEGER[], TEXT[Ann], DATE[], DECIMAL[]]");
    assertThat(batch.meta().isNull(0)).isTrue();
  }

  @Test
  void repeatedNamesAreNoted() {
    ColumnBatch batch = evolving().shape(batch("[{\"id\":1,\"id\":2},{\"id\":3}]"));
    assertThat(batch.vectors().get(0)).hasToString("INTEGER[2, 3]");
    assertThat(changes(batch, 0)).containsExactly("id repeated");
    assertThat(batch.meta().isNull(1)).isTrue();
  }

  @Test
  void repeatedNamesOfNestedObjectsAreNotedForTheirField() {
    ColumnBatch batch =
        evolving().shape(batch("[{\"name\":{\"x\":1,\"x\":2},\"other\":[{\"y\":1,\"y\":2}]}]"));
    assertThat(changes(batch, 0)).containsExactly("name repeated", "other repeated");
  }

  @Test
  void severalChangesOfARowAreNotedInOrder() {
    ColumnBatch batch =
        evolving()
            .shape(
                batch(
                    "[{\"born\":\"\",\"balance\":0.12345678901,\"name\":\"a\\u0000\"},{\"id\":1}]"));
    assertThat(changes(batch, 0))
        .containsExactly("born nulled", "balance rounded", "name nul_removed");
    assertThat(batch.meta().isNull(1)).isTrue();
  }

  @Test
  void fieldsWhoseNamesCollideFillTheirOwnColumns() {
    Map<String, String> names = ColumnNames.assign(List.of("a-b", "a_b"), Set.of());
    List<Column> columns = new ArrayList<>();
    names.forEach((field, name) -> columns.add(new Column(name, field, ColumnType.TEXT)));
    Shaper shaper = new Shaper(new TableSchema("t", columns), Contract.FREEZE, List.of(), Set.of());
    assertThat(shaper.shape(batch("[{\"a_b\":\"plain\",\"a-b\":\"other\"}]")).vectors())
        .hasToString("[TEXT[other], TEXT[plain]]");
  }

  @Test
  void aFieldWithSeveralColumnsIsWrittenToTheFirst() {
    TableSchema two = PEOPLE.plus(new Column("id__text", "id", ColumnType.TEXT));
    Shaper shaper = new Shaper(two, Contract.EVOLVE, List.of(), Set.of());
    ColumnBatch batch = shaper.shape(batch("[{\"id\":1},{\"id\":\"x\"}]"));
    assertThat(batch.vectors().get(0)).hasToString("INTEGER[1]");
    assertThat(batch.vectors().get(4)).hasToString("TEXT[]");
    assertThat(batch.extra()).hasToString("JSON[null, {\"TEXT:id\":\"x\"}]");
  }

  @Test
  void anEmptyPageHasNoRows() {
    ColumnBatch batch = evolving().shape(batch("[]"));
    assertThat(batch.rows()).isZero();
    assertThat(batch.vectors()).hasSize(4).allMatch(vector -> vector.isNull(0));
  }

  private static Shaper evolving() {
    return new Shaper(PEOPLE, Contract.EVOLVE, List.of(), Set.of());
  }

  private static RecordBatch batch(String json) {
    List<JsonObject> records = new ArrayList<>();
    ((List<?>) Json.parse(json)).forEach(record -> records.add((JsonObject) record));
    return new RecordBatch(
        Slice.whole("people"), 0, records, EXTRACTED_AT, json.length(), null, null, null);
  }

  private static List<String> changes(ColumnBatch batch, int row) {
    List<String> changes = new ArrayList<>();
    for (Object item : Json.parseObject(batch.meta().textAt(row)).list("changes")) {
      JsonObject change = (JsonObject) item;
      changes.add(change.get("field") + " " + change.get("change"));
    }
    return changes;
  }
}
