package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Deletion;
import dev.tidemark.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of lists, which come and go with the rows that they belong to. */
public interface ListsContract {
  Loads loads();

  private static String order(int id, int month, String lines) {
    return "{\"id\":%d,\"part\":\"a\",\"at\":\"2025-%02d-01T00:00:00Z\",\"lines\":%s}"
        .formatted(id, month, lines);
  }

  private void assertLines(String... lines) {
    assertThat(
            loads()
                .query(
                    "SELECT people.id, sku, l._tidemark_position FROM people__lines l"
                        + " LEFT JOIN people ON people._tidemark_id = l._tidemark_parent_id"
                        + " ORDER BY people.id, sku"))
        .containsExactly(lines);
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGE", "REPLACE", "SUPERSEDE"})
  default void rowsOfListsFollowTheirRowWhateverTheStrategy(Strategy strategy) {
    for (int number = 1; number <= 2; number++) {
      Run run = loads().beginLists(strategy, null);
      Slice slice =
          strategy == Strategy.SUPERSEDE
              ? Loads.version("a", "2025-0" + number + "-01T00:00:00Z")
              : Loads.part("a");
      String sku = "[{\"sku\":\"a" + number + "\"},{\"sku\":\"b" + number + "\"}]";
      loads().stage(run, slice, 0, true, order(1, number, sku), order(2, number, "[]"));
      loads().committer(run).complete();
    }
    assertLines("1 | a2 | 0", "1 | b2 | 1");
  }

  @Test
  default void appendedRowsKeepTheRowsOfTheirListsBesideThoseThatWereThere() {
    for (int number = 1; number <= 2; number++) {
      Run run = loads().beginLists(Strategy.APPEND, null);
      loads().stage(run, Loads.whole(), 0, true, order(1, 1, "[{\"sku\":\"x" + number + "\"}]"));
      loads().committer(run).complete();
    }
    assertLines("1 | x1 | 0", "1 | x2 | 0");
  }

  @Test
  default void olderVersionsBringNoRowsOfLists() {
    Run run = loads().beginLists(Strategy.MERGE, null);
    loads().stage(run, Loads.part("a"), 0, true, order(1, 3, "[{\"sku\":\"new\"}]"));
    loads().committer(run).commitStaged();
    String both = order(1, 2, "[{\"sku\":\"old\"}]");
    loads().stage(run, Loads.part("b"), 0, true, both, order(1, 1, "[{\"sku\":\"oldest\"}]"));
    loads().committer(run).complete();
    assertLines("1 | new | 0");
  }

  @Test
  default void rowsThatAreRemovedTakeTheRowsOfTheirListsAlong() {
    Run run =
        loads().beginLists(Strategy.MERGE, new Deletes(new Deletion("gone_at", null), true, false));
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            order(1, 1, "[{\"sku\":\"x\",\"parts\":[{\"n\":1}]}]")
                .replaceFirst("}$", ",\"gone_at\":\"2025\"}"),
            order(2, 1, "[{\"sku\":\"y\",\"parts\":[{\"n\":2},{\"n\":3}]}]"));
    loads().committer(run).complete();
    assertLines("2 | y | 0");
    assertThat(
            loads()
                .query(
                    "SELECT sku, n FROM people__lines__parts p JOIN people__lines l"
                        + " ON l._tidemark_id = p._tidemark_parent_id ORDER BY n"))
        .containsExactly("y | 2", "y | 3");
  }

  @Test
  default void tablesForListsFollowWhatComes() {
    Run run = loads().beginLists(Strategy.MERGE, null);
    loads()
        .stage(
            run, Loads.part("a"), 0, true, order(1, 1, "[{\"sku\":\"x\",\"at\":\"2025-01-02\"}]"));
    loads().committer(run).commitStaged();
    loads()
        .stage(
            run,
            Loads.part("b"),
            0,
            true,
            order(2, 1, "[{\"sku\":7,\"at\":\"soon\",\"more\":{\"n\":1}}]")
                .replaceFirst("}$", ",\"notes\":[{\"by\":\"Ann\"}],\"tags\":[\"t\"]}"));
    loads().committer(run).complete();
    assertThat(
            loads()
                .query(
                    "SELECT sku, lines.at, at__text, more_n FROM people__lines AS lines ORDER BY"
                        + " sku"))
        .containsExactly("7 | null | soon | 1", "x | 2025-01-02 | null | null");
    assertThat(loads().query("SELECT notes.by FROM people__notes AS notes")).containsExactly("Ann");
    assertThat(loads().column("tags")).containsExactly("null", "[\"t\"]");
  }
}
