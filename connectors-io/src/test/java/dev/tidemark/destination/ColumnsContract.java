package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.Slice;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How tables follow what records bring, and how every value comes back. */
public interface ColumnsContract {
  Loads loads();

  @Test
  default void unknownFieldsGetColumnsOfTheirOwn() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"age\":41,\"Tags\":[\"x\"],\"score\":1.5,\"mixed\":1}",
            "{\"id\":2,\"nick/name~\":\"Bo\",\"mixed\":\"two\"}");
    loads().committer(run).complete();
    assertThat(loads().rows("id, age, tags, score, nick_name_, mixed"))
        .containsExactly(
            "1 | 41 | [\"x\"] | 1.500000000 | null | 1", "2 | null | null | null | Bo | two");
  }

  @Test
  default void columnsAreWidenedWhereNothingIsLost() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1,\"visits\":7}");
    loads().committer(run).commitStaged();
    loads().stage(run, Loads.whole(), 1, true, "{\"id\":2,\"visits\":99999999999999999999}");
    loads().committer(run).complete();
    assertThat(loads().rows("visits")).containsExactly("7", "99999999999999999999");
    assertThat(loads().state().table().named("visits").orElseThrow().type())
        .isEqualTo(ColumnType.BIG_INTEGER);
  }

  @Test
  default void valuesOfAnotherTypeGetAColumnBeside() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"visits\":\"many\"}",
            "{\"id\":2,\"visits\":3}");
    loads().committer(run).complete();
    assertThat(loads().rows("id, visits, visits__text"))
        .containsExactly("1 | null | many", "2 | 3 | null");
  }

  @Test
  default void aRenamedColumnKeepsItsValuesAndTakesNewOnes() {
    load(loads().begin(Strategy.MERGE, Contract.EVOLVE), "{\"id\":1,\"name\":\"Ann\"}");
    load(loads().begin(ColumnsContract::withFullName, all -> all), "{\"id\":2,\"name\":\"Bob\"}");
    assertThat(loads().rows("id, full_name")).containsExactly("1 | Ann", "2 | Bob");
    load(loads().begin(Strategy.MERGE, Contract.EVOLVE), "{\"id\":3,\"name\":\"Cyd\"}");
    assertThat(loads().rows("full_name")).containsExactly("Ann", "Bob", "Cyd");
  }

  private static TableSchema withFullName(TableSchema table) {
    Column name = table.forField("name").orElseThrow();
    return table.with(name, name.withName("full_name"));
  }

  @Test
  default void aFieldThatIsNoMoreLeavesItsColumnWithNulls() {
    load(loads().begin(Strategy.MERGE, Contract.EVOLVE), "{\"id\":1,\"visits\":7}");
    Run without =
        loads().begin(all -> all, t -> t.without(List.of(t.forField("visits").orElseThrow())));
    load(without, "{\"id\":2}");
    assertThat(loads().rows("id, visits")).containsExactly("1 | 7", "2 | null");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  default void valuesOfAnotherTypeGetAColumnBesideWhateverTheStrategy(Strategy strategy) {
    Run run = loads().begin(strategy, Contract.EVOLVE);
    Slice slice =
        strategy == Strategy.SUPERSEDE
            ? Loads.version("a", "2025-01-01T00:00:00Z")
            : Loads.part("a");
    loads()
        .stage(run, slice, 0, true, "{\"id\":1,\"part\":\"a\",\"born\":\"soon\",\"ratio\":true}");
    loads().committer(run).complete();
    assertThat(loads().rows("born, born__text, ratio, ratio__boolean"))
        .containsExactly("null | soon | null | true");
  }

  private void load(Run run, String... records) {
    loads().stage(run, Loads.whole(), 0, true, records);
    loads().committer(run).complete();
  }

  @Test
  default void discardedFieldsAreKeptInTheMetaColumn() {
    Run run = loads().begin(Strategy.MERGE, Contract.DISCARD);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1,\"surprise\":\"!\"}");
    loads().committer(run).complete();
    assertThat(loads().rows("_tidemark_meta").get(0)).contains("\"surprise\"").contains("\"!\"");
  }

  @Test
  default void aRecordWithoutItsKeyBecomesADeadLetter() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1}", "{\"name\":\"nobody\"}");
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(1L);
    assertThat(loads().query("SELECT record FROM _tidemark_dead_letters"))
        .containsExactly("{\"name\":\"nobody\"}");
  }

  @Test
  default void everyTypeComesBackAsItWasSent() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"name\":\"Zoë \\\"x\\\" 😀\",\"at\":\"2025-03-01T12:30:00.123456+02:00\","
                + "\"visits\":-9223372036854775808,\"paid\":12345678901234567890.123456789,"
                + "\"active\":true,\"born\":\"1999-12-31\",\"wakes\":\"07:30:00\","
                + "\"data\":{\"a\":[1,null,\"\\u00e9\"]},\"ratio\":0.1}");
    loads().committer(run).complete();
    assertThat(loads().rows("name, people.at, visits, paid, active, born, wakes, data, ratio"))
        .containsExactly(
            "Zoë \"x\" 😀 | 2025-03-01T10:30:00.123456Z | -9223372036854775808 |"
                + " 12345678901234567890.123456789 | true | 1999-12-31 | 07:30 |"
                + " {\"a\":[1,null,\"é\"]} | 0.1");
  }

  @Test
  default void decimalsOfEveryScaleAreStored() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"paid\":1.5}",
            "{\"id\":2,\"paid\":1E+5}",
            "{\"id\":3,\"paid\":7}");
    loads().committer(run).complete();
    assertThat(loads().rows("paid"))
        .containsExactly("1.500000000", "100000.000000000", "7.000000000");
  }

  @Test
  default void oddNamesAndTextsAreNoSqlForTheDatabase() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    String field = "x\\\"; DROP TABLE people; --'";
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"" + field + "\":\"'; DROP TABLE people; --\"}");
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(1L);
    assertThat(loads().rows("x_drop_table_people_")).containsExactly("'; DROP TABLE people; --");
  }

  @Test
  default void nullBytesAreTakenOutAndThatIsNoted() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"name\":\"a\\u0000b\",\"data\":{\"k\\u0000\":[\"x\\u0000y\"]}}");
    loads().committer(run).complete();
    assertThat(loads().rows("name, data")).containsExactly("ab | {\"k\":[\"xy\"]}");
    assertThat(loads().rows("_tidemark_meta").get(0)).contains("\"name\"").contains("\"data\"");
  }

  @Test
  default void timesAtTheEndsOfTheCalendarAreStored() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"at\":\"0001-01-01T00:00:00Z\",\"born\":\"0001-01-01\",\"wakes\":\"00:00:00\"}",
            "{\"id\":2,\"at\":\"9999-12-31T23:59:59.999999Z\",\"born\":\"9999-12-31\","
                + "\"wakes\":\"23:59:59.999999\"}",
            "{\"id\":3,\"at\":\"1969-12-31T23:59:59.5Z\",\"born\":\"1969-12-31\"}");
    loads().committer(run).complete();
    assertThat(loads().rows("people.at, born, wakes"))
        .containsExactly(
            "0001-01-01T00:00Z | 0001-01-01 | 00:00",
            "9999-12-31T23:59:59.999999Z | 9999-12-31 | 23:59:59.999999",
            "1969-12-31T23:59:59.500Z | 1969-12-31 | null");
  }

  @Test
  default void numbersOfEverySizeAreStoredToTheLastDigit() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"paid\":0.000000001,\"ratio\":-1.5e300}",
            "{\"id\":2,\"paid\":-99999999999999999999999999999.999999999,\"ratio\":4.9e-324}",
            "{\"id\":3,\"paid\":0,\"ratio\":0}",
            "{\"id\":4,\"paid\":10000,\"ratio\":1}",
            "{\"id\":5,\"paid\":-12340000.5001}");
    loads().committer(run).complete();
    assertThat(loads().rows("paid, ratio"))
        .containsExactly(
            "0.000000001 | -1.5E300",
            "-99999999999999999999999999999.999999999 | 4.9E-324",
            "0.000000000 | 0.0",
            "10000.000000000 | 1.0",
            "-12340000.500100000 | null");
  }

  @Test
  default void aTableOfAThousandColumnsIsFilled() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    // No record has them all: a row of Postgres must fit into 8 kB, its long texts aside.
    String[] records = new String[4];
    for (int i = 0; i < records.length; i++) {
      StringBuilder record = new StringBuilder("{\"id\":" + i);
      for (int field = i * 250; field < (i + 1) * 250; field++) {
        record.append(",\"field ").append(field).append("\":").append(field);
      }
      records[i] = record.append('}').toString();
    }
    loads().stage(run, Loads.whole(), 0, true, records);
    loads().committer(run).complete();
    assertThat(loads().rows("field_0, field_500, field_999"))
        .containsExactly(
            "0 | null | null", "null | null | null", "null | 500 | null", "null | null | 999");
  }

  @Test
  default void aRecordOfSixteenMegabytesIsStored() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    String text = "é".repeat(8 << 20);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"" + text + "\"}");
    loads().committer(run).complete();
    assertThat(loads().rows("length(name), name = repeat('é', 8388608)"))
        .containsExactly("8388608 | true");
  }

  @Test
  default void longNamesThatBeginAlikeHaveColumnsOfTheirOwn() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    String begin = "a".repeat(70);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"" + begin + "1\":\"one\",\"" + begin + "2\":\"two\"}");
    loads().committer(run).complete();
    Run again = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(again, Loads.whole(), 0, true, "{\"id\":2,\"" + begin + "2\":\"zwei\"}");
    loads().committer(again).complete();
    assertThat(loads().query("SELECT * FROM people ORDER BY id"))
        .satisfiesExactly(
            row -> assertThat(row).contains("one").contains("two"),
            row -> assertThat(row).doesNotContain("one").contains("zwei"));
  }
}
