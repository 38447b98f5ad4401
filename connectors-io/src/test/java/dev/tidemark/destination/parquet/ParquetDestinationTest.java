package dev.tidemark.destination.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.InterruptedLoad;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.json.JsonObject;
import dev.tidemark.shape.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetDestinationTest extends DestinationContract {
  @TempDir Path folder;

  @Override
  protected DestinationRef ref() {
    return ref(folder.resolve("data"), new JsonObject());
  }

  private static DestinationRef ref(Path root, JsonObject options) {
    SealedConfig sealed = SealedConfig.EMPTY;
    for (int i = 0; i < options.size(); i++) {
      sealed = sealed.with(options.name(i), options.get(options.name(i)));
    }
    return DestinationRef.of("parquet:" + root, null, sealed);
  }

  @Test
  void aTableIsAFolderThatAnyReaderOfParquetCanList() throws Exception {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"Ann\",\"data\":{\"a\":[1]}}");
    loads().committer(run).complete();
    assertThat(listed("id, name, data")).containsExactly("1 | Ann | {\"a\":[1]}");
  }

  @Test
  void aTableWithoutRowsHasItsColumnsAllTheSame() throws Exception {
    loads().begin(Strategy.MERGE, Contract.EVOLVE);
    assertThat(listed("id, name, _tidemark_extracted_at")).isEmpty();
  }

  @Test
  void thoseWhoListTheFolderSeeNothingThatIsNotCommitted() throws Exception {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    assertThat(listed("id")).isEmpty();
    loads().stage(run, Loads.whole(), 1, true, "{\"id\":2}");
    loads().committer(run).complete();
    assertThat(listed("id")).containsExactly("1", "2");
  }

  @Test
  void allFilesOfATableHaveTheSameColumnsInTheSameTypes() throws Exception {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.part("a"), 0, true, "{\"id\":1,\"visits\":1}");
    loads().committer(run).commitStaged();
    loads()
        .stage(run, Loads.part("b"), 0, true, "{\"id\":2,\"visits\":99999999999999999999,\"x\":1}");
    loads().committer(run).commitStaged();
    loads().stage(run, Loads.part("c"), 0, true, "{\"id\":3}");
    loads().committer(run).complete();
    assertThat(listed("id, visits, x"))
        .containsExactly("1 | 1 | null", "2 | 99999999999999999999 | 1", "3 | null | null");
    assertThat(
            sql(
                "SELECT count(DISTINCT concat(name, type, logical_type)), count(DISTINCT name)"
                    + " FROM parquet_schema('"
                    + glob()
                    + "') WHERE num_children IS NULL"))
        .first()
        .satisfies(
            counts -> assertThat(counts.split(" \\| ")[0]).isEqualTo(counts.split(" \\| ")[1]));
  }

  @Test
  void mergeRewritesOnlyFilesThatHoldAKeyAgain() throws Exception {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    for (int i = 0; i < 4; i++) {
      loads().stage(run, Loads.part("p" + i), 0, true, "{\"id\":" + i + ",\"name\":\"old\"}");
      loads().committer(run).commitStaged();
    }
    loads().committer(run).complete();
    List<String> before = files();
    Run again = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(again, Loads.part("p2"), 0, true, "{\"id\":2,\"name\":\"new\"}");
    loads().committer(again).complete();
    List<String> kept = new ArrayList<>(files());
    kept.retainAll(before);
    assertThat(kept).hasSize(3);
    assertThat(loads().column("name")).containsExactly("old", "old", "new", "old");
  }

  @Test
  void manySmallFilesBecomeOne() throws Exception {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    for (int i = 0; i < 40; i++) {
      loads().stage(run, Loads.part("p" + i), 0, true, "{\"id\":" + i + "}");
      loads().committer(run).commitStaged();
    }
    loads().committer(run).complete();
    assertThat(files()).hasSizeLessThan(17);
    assertThat(loads().ids()).hasSize(40);
  }

  @Test
  void theFolderMayHaveCharactersThatStandForOthersInPatternsAndLookLikeAColumn() {
    try (Destination destination =
        ref(folder.resolve("name=[a]*?/x"), new JsonObject()).open(Access.WRITE)) {
      Loads odd = new Loads(destination);
      for (String name : List.of("Ann", "Bob")) {
        Run run = odd.begin(Strategy.MERGE, Contract.EVOLVE);
        odd.stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"%s\"}".formatted(name));
        odd.committer(run).complete();
      }
      assertThat(odd.column("name")).containsExactly("Bob");
    }
  }

  @Test
  void filesAreDividedIntoFoldersByTheColumnsThatAreAskedFor() throws Exception {
    JsonObject options = JsonObject.of("partition_by", List.of("born", "name"));
    DestinationRef divided = ref(folder.resolve("data"), options);
    try (Destination destination = divided.open(Access.WRITE)) {
      Loads divide = new Loads(destination);
      Run run = divide.begin(Strategy.MERGE, Contract.EVOLVE);
      divide.stage(
          run,
          Loads.whole(),
          0,
          true,
          "{\"id\":1,\"born\":\"1999-12-31\",\"name\":\"a/b=c ä\"}",
          "{\"id\":2,\"name\":\"Bob\"}");
      divide.committer(run).complete();
      Run again = divide.begin(Strategy.MERGE, Contract.EVOLVE);
      divide.stage(again, Loads.whole(), 0, true, "{\"id\":1,\"born\":\"2000-01-01\"}");
      divide.committer(again).complete();
      assertThat(divide.rows("id, born, name"))
          .containsExactly("1 | 2000-01-01 | null", "2 | null | Bob");
    }
    assertThat(files())
        .anyMatch(name -> name.startsWith("born=2000-01-01/name=__HIVE_DEFAULT_PARTITION__/"))
        .anyMatch(name -> name.startsWith("born=__HIVE_DEFAULT_PARTITION__/name=Bob/"))
        .noneMatch(name -> name.startsWith("born=1999-12-31/"));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aWorkerMayDieAtAnyChangeOfAnyFile(Strategy strategy) {
    int steps = new InterruptedLoad(strategy).interruptEverywhere(this::place);
    assertThat(steps).isGreaterThan(50);
  }

  private InterruptedLoad.Place place(int number) {
    Path root = folder.resolve("place" + number);
    DestinationRef ref = ref(root, new JsonObject());
    return new InterruptedLoad.Place() {
      @Override
      public Supplier<Destination> mortal(int step) {
        return () ->
            ParquetProvider.open(
                Dying.of(Store.class, new LocalStore(root), step), ref, Access.WRITE);
      }

      @Override
      public Supplier<Destination> healthy() {
        return () -> ref.open(Access.WRITE);
      }

      @Override
      public void close() {
        new LocalStore(root).deleteFolder("");
      }
    };
  }

  @Test
  void filesThatDeadSyncsLeftAreRemovedOnceNobodyCanBeMakingThem() throws Exception {
    LocalStore store = new LocalStore(folder.resolve("data"));
    String old = store.dataFolder("people") + "part-of-the-dead.parquet";
    String young = store.dataFolder("people") + "part-of-another.parquet";
    store.write(old, new byte[] {1});
    store.write(young, new byte[] {1});
    Files.setLastModifiedTime(
        store.local(old), FileTime.from(Instant.now().minusSeconds(2 * 24 * 3_600)));
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    loads().committer(run).complete();
    assertThat(store.local(old)).doesNotExist();
    assertThat(store.local(young)).exists();
    assertThat(store.list("_tidemark/staged/")).isEmpty();
    assertThat(store.list("_tidemark/unfinished/")).isEmpty();
  }

  @Test
  void ofTwoWorkersThatStageTheSamePagesOneDoes() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    try (Destination other = ref().open(Access.WRITE)) {
      Loads twin = new Loads(other);
      loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}");
      twin.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
      twin.stage(run, Loads.whole(), 1, true, "{\"id\":2}");
      loads().stage(run, Loads.whole(), 1, true, "{\"id\":2}");
      assertThat(twin.committer(run).complete()).isEqualTo(2);
      assertThat(loads().committer(run).complete()).isEqualTo(-1);
    }
    assertThat(loads().ids()).containsExactly(1L, 2L);
  }

  @Test
  void aFolderThatIsNoneOfOursIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("data/people"));
    assertThatThrownBy(() -> loads().begin(Strategy.APPEND, Contract.EVOLVE))
        .hasMessageContaining("is none of ours");
  }

  private String glob() {
    return folder.resolve("data/people") + "/**/*.parquet";
  }

  private List<String> listed(String columns) {
    return sql("SELECT " + columns + " FROM read_parquet('" + glob() + "') ORDER BY id");
  }

  static List<String> sql(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" | ", row));
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return rows;
  }

  /** What those see who list the table's folder. */
  private List<String> files() throws IOException {
    Path table = folder.resolve("data/people").toRealPath();
    try (Stream<Path> all = Files.walk(table)) {
      return all.filter(Files::isRegularFile).map(f -> table.relativize(f).toString()).toList();
    }
  }
}
