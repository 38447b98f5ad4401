package dev.tidemark.destination.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.sql.Statement;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class BigQueryDialectTest {
  private final BigQueryDialect dialect = new BigQueryDialect("EU", true, true);

  @Test
  void namesThatBigQueryRefusesAreMadeSuchAsItTakes() {
    assertThat(dialect.identifier("_PARTITIONTIME")).isEqualTo("f_PARTITIONTIME");
    assertThat(dialect.identifier("_file_name")).isEqualTo("f_file_name");
    String begin = "é".repeat(300);
    assertThat(dialect.identifier(begin)).isEqualTo(begin);
    assertThat(dialect.identifier(begin + "a"))
        .hasSize(300)
        .isNotEqualTo(dialect.identifier(begin + "b"));
    assertThat(dialect.name("a`b\\")).isEqualTo("`a\\`b\\\\`");
  }

  @Test
  void tablesAreDividedByDayAndSortedByAsManyKeysAsMayBe() {
    List<Column> keys =
        List.of(
            column("a", ColumnType.TEXT),
            column("ratio", ColumnType.DOUBLE),
            column("b", ColumnType.INTEGER),
            column("c", ColumnType.DATE),
            column("d", ColumnType.TEXT),
            column("e", ColumnType.TEXT));
    assertThat(dialect.arrangement(MetaColumns.DEFAULT, keys))
        .isEqualTo(" PARTITION BY DATE(`_tidemark_extracted_at`) CLUSTER BY `a`, `b`, `c`, `d`");
    assertThat(new BigQueryDialect("EU", false, false).arrangement(MetaColumns.DEFAULT, keys))
        .isEmpty();
    assertThat(dialect.arrangement(MetaColumns.DEFAULT, List.of())).doesNotContain("CLUSTER");
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, name, type);
  }

  @Test
  void textsAreParametersAndEqualOnesAreOne() {
    Script script =
        Script.of(
            "SELECT ?, ?, ?, ?, ?, '?', `?`, 'it\\'s ?' FROM t",
            "x?",
            "y",
            "x?",
            null,
            OffsetDateTime.parse("2026-01-02T03:04:05.000006+01:00"));
    assertThat(script.sql())
        .isEqualTo(
            "SELECT @p0, @p1, @p0, NULL, TIMESTAMP '2026-01-02 02:04:05.000006+00',"
                + " '?', `?`, 'it\\'s ?' FROM t");
    assertThat(script.parameters()).containsEntry("p0", "x?").containsEntry("p1", "y").hasSize(2);
  }

  @Test
  void columnsOfATableAreAddedByOneStatement() {
    Script script =
        Script.of(
            List.of(
                "ALTER TABLE t ADD COLUMN a INT64",
                "ALTER TABLE t ADD COLUMN b INT64",
                "ALTER TABLE u ADD COLUMN a INT64",
                "DROP TABLE v"));
    assertThat(script.sql())
        .isEqualTo(
            """
            ALTER TABLE t ADD COLUMN a INT64, ADD COLUMN b INT64;
            ALTER TABLE u ADD COLUMN a INT64;
            DROP TABLE v;
            """);
  }

  @Test
  void aSingleChangeNeedsNoTransaction() {
    Script script = Script.of(List.of(), List.of(Statement.of("INSERT INTO t VALUES (?)", 1L)));
    assertThat(script.sql()).isEqualTo("INSERT INTO t VALUES (1)");
  }
}
