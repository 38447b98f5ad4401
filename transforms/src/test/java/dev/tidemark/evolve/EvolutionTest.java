package dev.tidemark.evolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Seeds;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EvolutionTest {
  private static final TableSchema EMPTY = new TableSchema("t", List.of());

  @Test
  void fieldsWithoutAColumnGetOne() {
    Map<String, Set<ColumnType>> observed = new LinkedHashMap<>();
    observed.put("First Name", Set.of(ColumnType.TEXT));
    observed.put("age", Set.of(ColumnType.INTEGER));
    assertThat(admit(EMPTY, observed).columns())
        .containsExactly(
            new Column("first_name", "First Name", ColumnType.TEXT),
            new Column("age", "age", ColumnType.INTEGER));
  }

  @Test
  void whatIsAdmittedAlreadyChangesNothing() {
    TableSchema schema = table(ColumnType.DECIMAL);
    assertThat(admit(schema, Map.of("f", Set.of(ColumnType.INTEGER, ColumnType.DECIMAL))))
        .isEqualTo(schema);
    assertThat(admit(schema, Map.of())).isEqualTo(schema);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, BIG_INTEGER, BIG_INTEGER",
    "INTEGER, DECIMAL, DECIMAL",
    "BIG_INTEGER, INTEGER, BIG_INTEGER",
    "DECIMAL, INTEGER, DECIMAL",
    "DATE, TIMESTAMP, TIMESTAMP",
    "TIMESTAMP, DATE, TIMESTAMP",
    "TEXT, JSON, TEXT",
    "TEXT, BOOLEAN, TEXT"
  })
  void aColumnIsWidenedWhereNothingIsLost(ColumnType before, ColumnType value, ColumnType after) {
    assertThat(admit(table(before), Map.of("f", Set.of(value)))).isEqualTo(table(after));
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, TEXT, f__text",
    "INTEGER, DOUBLE, f__double",
    "INTEGER, BOOLEAN, f__boolean",
    "BIG_INTEGER, DECIMAL, f__decimal",
    "DECIMAL, BIG_INTEGER, f__big_integer",
    "BOOLEAN, JSON, f__json",
    "TIMESTAMP_TZ, TEXT, f__text",
    "JSON, TEXT, f__text"
  })
  void valuesThatNoWiderTypeHoldsGetAColumnBeside(
      ColumnType before, ColumnType value, String name) {
    TableSchema after = admit(table(before), Map.of("f", Set.of(value)));
    assertThat(after.columns())
        .containsExactly(new Column("f", "f", before), new Column(name, "f", value));
    assertThat(admit(after, Map.of("f", Set.of(value)))).isEqualTo(after);
  }

  @Test
  void aColumnBesideDoesNotTakeTheNameOfAField() {
    TableSchema schema =
        table(ColumnType.INTEGER).plus(new Column("f__text", "f__text", ColumnType.DATE));
    Column beside = admit(schema, Map.of("f", Set.of(ColumnType.TEXT))).columns().get(2);
    assertThat(beside.field()).isEqualTo("f");
    assertThat(beside.name()).matches("f__text_[0-9a-f]{8}");
  }

  @Test
  void aNewFieldThatComesInSeveralTypesGetsOneThatHoldsThemAll() {
    assertThat(type(ColumnType.INTEGER, ColumnType.DECIMAL)).isEqualTo(ColumnType.DECIMAL);
    assertThat(type(ColumnType.BOOLEAN, ColumnType.JSON)).isEqualTo(ColumnType.TEXT);
    assertThat(type(ColumnType.INTEGER, ColumnType.BIG_INTEGER, ColumnType.DECIMAL))
        .isEqualTo(ColumnType.TEXT);
  }

  @Test
  void noFieldTakesTheNameOfAMetaColumn() {
    for (String reserved : MetaColumns.DEFAULT.reserved()) {
      Column column = admit(EMPTY, Map.of(reserved, Set.of(ColumnType.TEXT))).columns().get(0);
      assertThat(column.name()).startsWith(reserved + "_");
    }
  }

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void whatWasAdmittedHasAColumnThatTakesIt(ColumnType before) {
    for (ColumnType value : ColumnType.values()) {
      TableSchema after = admit(table(before), Map.of("f", Set.of(value)));
      Column column = Evolution.columnFor(after, "f", value).orElseThrow();
      assertThat(column.type())
          .isIn(value, ColumnType.TEXT, Evolution.widen(before, value).orElse(value));
    }
  }

  @Test
  void wideningKnowsNoLeftOrRight() {
    for (ColumnType left : ColumnType.values()) {
      assertThat(Evolution.widen(left, left)).contains(left);
      for (ColumnType right : ColumnType.values()) {
        assertThat(Evolution.widen(left, right)).isEqualTo(Evolution.widen(right, left));
      }
    }
  }

  @Test
  void theOutcomeDoesNotDependOnTheOrderOfWhatWasSeen() {
    Random random = Seeds.random();
    for (int i = 0; i < 500; i++) {
      List<Map.Entry<String, Set<ColumnType>>> seen = new ArrayList<>();
      for (String field : List.of("f", "g", "G", "g g", "g_g", "new")) {
        seen.add(Map.entry(field, someTypes(random)));
      }
      Set<Column> expected = new HashSet<>(admit(table(ColumnType.INTEGER), map(seen)).columns());
      Collections.shuffle(seen, random);
      seen.replaceAll(entry -> Map.entry(entry.getKey(), shuffled(entry.getValue(), random)));
      assertThat(admit(table(ColumnType.INTEGER), map(seen)).columns())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static ColumnType type(ColumnType... types) {
    return admit(EMPTY, Map.of("f", Set.of(types))).columns().get(0).type();
  }

  private static TableSchema admit(TableSchema schema, Map<String, Set<ColumnType>> observed) {
    return Evolution.admit(schema, observed, MetaColumns.DEFAULT);
  }

  private static TableSchema table(ColumnType type) {
    return EMPTY.plus(new Column("f", "f", type));
  }

  private static Set<ColumnType> someTypes(Random random) {
    List<ColumnType> types = new ArrayList<>(List.of(ColumnType.values()));
    Collections.shuffle(types, random);
    return new HashSet<>(types.subList(0, 1 + random.nextInt(4)));
  }

  private static Set<ColumnType> shuffled(Set<ColumnType> types, Random random) {
    List<ColumnType> list = new ArrayList<>(types);
    Collections.shuffle(list, random);
    return new LinkedHashSet<>(list);
  }

  private static Map<String, Set<ColumnType>> map(List<Map.Entry<String, Set<ColumnType>>> seen) {
    Map<String, Set<ColumnType>> map = new LinkedHashMap<>();
    seen.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }
}
