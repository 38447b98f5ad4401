package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of every kind of value in every type of column. */
final class ConversionTest {
  private static final String UNFIT = "-";

  /** {@code -} is unfit; a word after {@code !} is the change that is noted. */
  private static final String NUMBERS =
      """
      value                   | BOOLEAN | INTEGER              | BIG_INTEGER             | DECIMAL                         | DOUBLE
      true                    | true    | -                    | -                       | -                               | -
      false                   | false   | -                    | -                       | -                               | -
      0                       | -       | 0                    | 0                       | 0.000000000                     | 0.0
      1                       | -       | 1                    | 1                       | 1.000000000                     | 1.0
      -9223372036854775808    | -       | -9223372036854775808 | -9223372036854775808    | -9223372036854775808.000000000  | -9.223372036854776E18!rounded
      9223372036854775807     | -       | 9223372036854775807  | 9223372036854775807     | 9223372036854775807.000000000   | 9.223372036854776E18!rounded
      9223372036854775808     | -       | -                    | 9223372036854775808     | 9223372036854775808.000000000   | 9.223372036854776E18!rounded
      85070591730234615865843651857942052863  | - | - | 85070591730234615865843651857942052863  | - | 8.507059173023462E37!rounded
      -85070591730234615865843651857942052864 | - | - | -85070591730234615865843651857942052864 | - | -8.507059173023462E37!rounded
      85070591730234615865843651857942052864  | - | - | -                                       | - | 8.507059173023462E37!rounded
      1234567890123456789012345678901234567890 | - | - | -                                      | - | 1.2345678901234568E39!rounded
      3000.0                  | -       | 3000                 | 3000                    | 3000.000000000                  | 3000.0
      1E+3                    | -       | 1000                 | 1000                    | 1000.000000000                  | 1000.0
      -0.5                    | -       | -                    | -                       | -0.500000000                    | -0.5
      0.1                     | -       | -                    | -                       | 0.100000000                     | 0.1
      1652593901795.4175      | -       | -                    | -                       | 1652593901795.417500000         | 1.6525939017954175E12
      0.0000000005            | -       | -                    | -                       | 0.000000000!rounded                    | 5.0E-10
      0.0000000015            | -       | -                    | -                       | 0.000000002!rounded                    | 1.5E-9
      1.1000000000000         | -       | -                    | -                       | 1.100000000                     | 1.1
      99999999999999999999999999999.999999999 | - | - | - | 99999999999999999999999999999.999999999 | 1.0E29!rounded
      99999999999999999999999999999.9999999999 | - | - | - | -                                      | 1.0E29!rounded
      100000000000000000000000000000 | - | -             | 100000000000000000000000000000 | -                        | 1.0E29
      1e300                   | -       | -                    | -                       | -                               | 1.0E300
      1e400                   | -       | -                    | -                       | -                               | -
      1e999999999             | -       | -                    | -                       | -                               | -
      1e-999999999            | -       | -                    | -                       | -                               | 0.0!rounded
      0e999999999             | -       | 0                    | 0                       | 0.000000000                     | 0.0
      4.9e-324                | -       | -                    | -                       | 0.000000000!rounded                    | 4.9E-324
      "true"                  | true    | -                    | -                       | -                               | -
      "FALSE"                 | false   | -                    | -                       | -                               | -
      "yes"                   | -       | -                    | -                       | -                               | -
      "42"                    | -       | 42                   | 42                      | 42.000000000                    | 42.0
      "-0.0075"               | -       | -                    | -                       | -0.007500000                    | -0.0075
      "007"                   | -       | 7                    | 7                       | 7.000000000                     | 7.0
      " 42"                   | -       | -                    | -                       | -                               | -
      "1,5"                   | -       | -                    | -                       | -                               | -
      "NaN"                   | -       | -                    | -                       | -                               | -
      "Infinity"              | -       | -                    | -                       | -                               | -
      "0x10"                  | -       | -                    | -                       | -                               | -
      "1e999999999"           | -       | -                    | -                       | -                               | -
      "1e99999999999"         | -       | -                    | -                       | -                               | -
      ""                      | null!nulled | null!nulled      | null!nulled             | null!nulled                     | null!nulled
      "a\\u0000b"             | -       | -                    | -                       | -                               | -
      "2024-05-06"            | -       | -                    | -                       | -                               | -
      []                      | -       | -                    | -                       | -                               | -
      {}                      | -       | -                    | -                       | -                               | -
      """;

  private static final String TIMES =
      """
      value                            | DATE        | TIME            | TIMESTAMP                  | TIMESTAMP_TZ
      true                             | -           | -               | -                          | -
      1714979289                       | -           | -               | -                          | -
      1.5                              | -           | -               | -                          | -
      123456789012345678901            | -           | -               | -                          | -
      "2024-05-06"                     | 2024-05-06  | -               | 2024-05-06 00:00:00        | 2024-05-06 00:00:00
      "2024-05-06T00:00:00"            | 2024-05-06  | -               | 2024-05-06 00:00:00        | 2024-05-06 00:00:00
      "2024-05-06T00:00:00.000+00:00"  | 2024-05-06  | -               | 2024-05-06 00:00:00        | 2024-05-06 00:00:00
      "2024-05-06T02:00:00+02:00"      | 2024-05-06  | -               | 2024-05-06 00:00:00        | 2024-05-06 00:00:00
      "2024-05-06T00:00:00.0000009Z"   | 2024-05-06!truncated | -      | 2024-05-06 00:00:00!truncated | 2024-05-06 00:00:00!truncated
      "2024-05-06T07:08:09Z"           | -           | -               | 2024-05-06 07:08:09        | 2024-05-06 07:08:09
      "2024-05-06 07:08:09.123456789"  | -           | -               | 2024-05-06 07:08:09.123456!truncated | 2024-05-06 07:08:09.123456!truncated
      "2024-05-06T23:59:60Z"           | 2024-05-07  | -               | 2024-05-07 00:00:00        | 2024-05-07 00:00:00
      "Fri, 24 May 2019 17:44:50 +0000" | -          | -               | 2019-05-24 17:44:50        | 2019-05-24 17:44:50
      "1900-01-01"                     | 1900-01-01  | -               | 1900-01-01 00:00:00        | 1900-01-01 00:00:00
      "2024-02-30"                     | -           | -               | -                          | -
      "0000-00-00"                     | -           | -               | -                          | -
      "07:08:09"                       | -           | 07:08:09        | -                          | -
      "23:59:59.9999999"               | -           | 23:59:59.999999!truncated | -                | -
      "23:59:60"                       | -           | -               | -                          | -
      "07:08:09Z"                      | -           | -               | -                          | -
      ""                               | null!nulled | null!nulled     | null!nulled                | null!nulled
      "soon"                           | -           | -               | -                          | -
      "2024-05-06\\u0000"              | -           | -               | -                          | -
      ["2024-05-06"]                   | -           | -               | -                          | -
      {}                               | -           | -               | -                          | -
      """;

  private static final String TEXTS =
      """
      value                     | TEXT                      | JSON
      true                      | true                      | true
      42                        | 42                        | 42
      12345678901234567890      | 12345678901234567890      | 12345678901234567890
      3000.0                    | 3000.0                    | 3000.0
      1e999999999               | 1E+999999999              | 1E+999999999
      "plain"                   | plain                     | "plain"
      ""                        |                           | ""
      "ä€😀"                    | ä€😀                      | "ä€😀"
      "a\\u0000b\\u0000"        | ab!nul_removed            | "ab"!nul_removed
      ["a\\u0000",{"b":1.50}]   | ["a",{"b":1.50}]!nul_removed | ["a",{"b":1.50}]!nul_removed
      [{"a":1,"a":2}]           | [{"a":2}]!repeated        | [{"a":2}]!repeated
      []                        | []                        | []
      {"x":null}                | {"x":null}                | {"x":null}
      """;

  private final Conversion conversion = new Conversion();

  @TestFactory
  Stream<DynamicTest> numbers() {
    return cells(NUMBERS);
  }

  @TestFactory
  Stream<DynamicTest> times() {
    return cells(TIMES);
  }

  @TestFactory
  Stream<DynamicTest> texts() {
    return cells(TEXTS);
  }

  @Test
  void nothingFitsAColumnOfRowIds() {
    assertThat(outcome("\"018f4c5e-0000-7000-8000-000000000000\"", ColumnType.UUID))
        .isEqualTo(UNFIT);
  }

  @Test
  void aDecimalAlwaysHasTheDigitsOfItsColumn() {
    Vector column = new Vector(ColumnType.DECIMAL, 3);
    conversion.put(Json.parse("1E+5"), column, 0, new Changes());
    conversion.put(Json.parse("7"), column, 1, new Changes());
    conversion.put(Json.parse("0.5"), column, 2, new Changes());
    assertThat(column).hasToString("DECIMAL[100000.000000000, 7.000000000, 0.500000000]");
  }

  private Stream<DynamicTest> cells(String table) {
    List<String[]> rows = table.lines().map(line -> line.split(" *\\| *", -1)).toList();
    String[] types = rows.get(0);
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                IntStream.range(1, types.length)
                    .mapToObj(
                        i ->
                            dynamicTest(
                                row[0] + " as " + types[i],
                                () -> {
                                  assertThat(row).hasSize(types.length);
                                  assertThat(outcome(row[0], ColumnType.valueOf(types[i].strip())))
                                      .isEqualTo(row[i].strip());
                                })));
  }

  private String outcome(String json, ColumnType type) {
    Vector column = new Vector(type, 1);
    Changes changes = new Changes();
    changes.about("f");
    boolean fits = conversion.put(Json.parse(json.strip()), column, 0, changes);
    String meta = changes.take();
    if (!fits) {
      assertThat(column.isNull(0) && meta == null).as("nothing is left behind").isTrue();
      return UNFIT;
    }
    return shown(column) + (meta == null ? "" : "!" + change(meta));
  }

  private static String shown(Vector column) {
    if (column.isNull(0)) {
      return "null";
    }
    return switch (column.type()) {
      case BOOLEAN -> String.valueOf(column.longAt(0) == 1);
      case DATE -> LocalDate.ofEpochDay(column.longAt(0)).toString();
      case TIME -> LocalTime.ofNanoOfDay(column.longAt(0) * 1_000).toString();
      case DECIMAL -> column.decimalAt(0).toPlainString();
      case TIMESTAMP, TIMESTAMP_TZ -> TimeText.format(column.longAt(0));
      default -> String.valueOf(column.valueAt(0));
    };
  }

  private static String change(String meta) {
    List<Object> changes = Json.parseObject(meta).list("changes");
    return String.join(
        "!", changes.stream().map(item -> ((JsonObject) item).text("change", "?")).toList());
  }

  /** So that a new type is not forgotten in the tables. */
  @Test
  void theTablesNameEveryType() {
    String heads =
        NUMBERS.lines().findFirst().orElse("")
            + TIMES.lines().findFirst().orElse("")
            + TEXTS.lines().findFirst().orElse("")
            + "UUID";
    assertThat(Arrays.stream(ColumnType.values()).map(Enum::name)).allMatch(heads::contains);
  }
}
