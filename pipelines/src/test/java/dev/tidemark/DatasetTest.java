package dev.tidemark;

import static dev.tidemark.Condition.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as Java programs meet them. */
class DatasetTest {
  private static final String PEOPLE =
      """
      CREATE TABLE people AS SELECT * FROM (VALUES
        (1, 'Ann', 10.50::DECIMAL(38,9), TIMESTAMPTZ '2024-03-31 02:30:00.000001+00',
         DATE '2024-02-29', true, '{"tags":["a"]}'::JSON),
        (2, 'O''Brien', 20::DECIMAL(38,9), NULL, NULL, false, NULL),
        (3, NULL, NULL, NULL, NULL, NULL, NULL),
        (4, '', 30::DECIMAL(38,9), TIMESTAMPTZ '2024-01-01 00:00:00+00', NULL, true, '[1]'::JSON)
      ) AS p(id, "Full Name", mrr, seen, born, active, extra)
      """;

  @TempDir Path folder;
  private Dataset people;

  @BeforeEach
  void fill() throws Exception {
    people = Dataset.of(Database.with(folder.resolve("p.duckdb"), PEOPLE), "people");
  }

  @Test
  void conditionsAreMetAndValuesAreNeverSql() {
    assertThat(ids(people.where(column("Full Name").is("O'Brien")))).containsExactly(2L);
    assertThat(ids(people.where(column("Full Name").is("' OR 1=1 --")))).isEmpty();
    assertThat(ids(people.where(column("Full Name").is("").or(column("id").is(1)))))
        .containsExactly(1L, 4L);
    assertThat(ids(people.where(column("Full Name").isNull()))).containsExactly(3L);
    assertThat(ids(people.where(column("mrr").isAtLeast(new BigDecimal("20")))))
        .containsExactly(2L, 4L);
    assertThat(ids(people.where(column("mrr").isMoreThan(20).and(column("active").is(true)))))
        .containsExactly(4L);
    assertThat(ids(people.where(column("id").isIn(List.of(1, 3, 9))))).containsExactly(1L, 3L);
    assertThat(ids(people.where(column("id").isIn(List.of())))).isEmpty();
    assertThat(ids(people.where(column("id").isIn(List.of(1)).not()))).containsExactly(2L, 3L, 4L);
    assertThat(ids(people.where(column("Full Name").isLike("%n")))).containsExactly(1L, 2L);
    assertThat(
            ids(
                people.where(
                    column("seen").isLessThan(Instant.parse("2024-03-31T02:30:00.000001Z")))))
        .containsExactly(4L);
    assertThat(ids(people.where(column("born").is(LocalDate.of(2024, 2, 29))))).containsExactly(1L);
    assertThat(ids(people.where("mrr < 15 -- a remark").where("active"))).containsExactly(1L);
  }

  private static List<Long> ids(Dataset dataset) {
    try (Stream<Row> rows = dataset.orderBy("id").stream()) {
      return rows.map(row -> row.integer("id")).toList();
    }
  }

  @Test
  void rowsAreTyped() {
    Row row;
    try (Stream<Row> rows = people.orderBy("id").stream()) {
      row = rows.findFirst().orElseThrow();
    }
    assertThat(row.text("Full Name")).isEqualTo("Ann");
    assertThat(row.decimal("mrr")).isEqualByComparingTo("10.5");
    assertThat(row.real("mrr")).isEqualTo(10.5);
    assertThat(row.instant("seen")).isEqualTo("2024-03-31T02:30:00.000001Z");
    assertThat(row.date("born")).isEqualTo("2024-02-29");
    assertThat(row.flag("active")).isTrue();
    assertThat(row.object("extra").list("tags")).isEqualTo(List.of("a"));
    assertThatThrownBy(() -> row.text("id"))
        .isInstanceOf(Problem.class)
        .hasMessage("column id holds a Integer, not a String");
    assertThatThrownBy(() -> row.get("sen")).hasMessageContaining("Did you mean 'seen'?");
  }

  @Test
  void columnsOrderAndLimitNarrowWhatIsRead() {
    Dataset few = people.columns("Full Name", "id").orderByDescending("id").limit(2);
    assertThat(few.columnNames()).containsExactly("Full Name", "id");
    assertThat(few.rows().toString()).isEqualTo("[{Full Name=, id=4}, {Full Name=null, id=3}]");
    assertThat(few.count()).isEqualTo(2);
    assertThat(people.count()).isEqualTo(4);
    assertThat(people.limit(0).count()).isZero();
  }

  @Test
  void aQueryIsADatasetToo() {
    Dataset sums = people.query("SELECT active, sum(mrr) AS mrr FROM people GROUP BY 1 -- all");
    assertThat(sums.count()).isEqualTo(3);
    assertThat(sums.where(column("active").is(true)).rows().toString())
        .isEqualTo("[{active=true, mrr=40.500000000}]");
  }

  @Test
  void columnsOfOneNameAreToldApart() {
    assertThat(people.query("SELECT 1 AS id, 2 AS id, 3 AS id_2").rows().toString())
        .isEqualTo("[{id=1, id_2=2, id_2_2=3}]");
  }

  @Test
  void whatIsNotThereIsAnsweredWithWhatIs() {
    String url = "duckdb:" + folder.resolve("p.duckdb");
    assertThatThrownBy(() -> Dataset.of(url, "peple").count())
        .isInstanceOf(Problem.class)
        .hasMessage("there is no table 'peple'. Did you mean 'people'? There are: people");
    assertThatThrownBy(() -> people.columns("mr").rows())
        .hasMessageContaining("there is no column 'mr'. Did you mean 'mrr'?");
    assertThatThrownBy(() -> people.where(column("naem").is(1)).count())
        .hasMessageContaining("there is no column 'naem'.");
    assertThatThrownBy(() -> Dataset.of("duckdb:" + folder.resolve("no.duckdb"), "t").rows())
        .hasMessageContaining("there is no database");
    assertThatThrownBy(() -> people.sql("SELECT id,\n mr FROM people"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("LINE 2:  mr FROM people\n         ^");
  }

  @Test
  void aStreamThatIsLeftEarlyLetsGoOfTheFile() throws Exception {
    try (Stream<Row> rows = people.stream()) {
      Iterator<Row> some = rows.iterator();
      assertThat(some.next().integer("id")).isNotNull();
    }
    Database.with(folder.resolve("p.duckdb"), "INSERT INTO people (id) VALUES (5)");
    assertThat(people.count()).isEqualTo(5);
  }

  @Test
  void aTableIsReadWhileThisProgramFillsTheDatabaseButNotTheOtherWayRound() {
    DestinationRef ref = DestinationRef.of("duckdb:" + folder.resolve("p.duckdb"));
    try (Destination filling = ref.open(Access.WRITE)) {
      assertThat(filling.syncs("crm")).isZero();
      assertThat(people.count()).isEqualTo(4);
    }
    try (Stream<Row> rows = people.stream()) {
      assertThatThrownBy(() -> ref.open(Access.WRITE)).hasMessageContaining("close the stream");
      assertThat(rows.count()).isEqualTo(4);
    }
  }

  @Test
  void listsStructsAndTheLikeAreJson() throws Exception {
    Dataset odd =
        people.query(
            "SELECT [1, NULL] AS list, {'a': 1, 'b': [DATE '2024-01-01']} AS struct,"
                + " map {'k': 2} AS map, '\\xAA'::BLOB AS bytes, INTERVAL 3 DAY AS days,"
                + " [1.5::DECIMAL(10,2)] AS decimals");
    Path file = folder.resolve("odd.csv");
    odd.toCsv(file);
    assertThat(Files.readString(file))
        .isEqualTo(
            "list,struct,map,bytes,days,decimals\n"
                + "\"[1,null]\",\"{\"\"a\"\":1,\"\"b\"\":[\"\"2024-01-01\"\"]}\",\"{\"\"k\"\":2}\",aa,3"
                + " days,[1.50]\n");
    assertThat(odd.toParquet(folder.resolve("odd.parquet"))).isOne();
  }
}
