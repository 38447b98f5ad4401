package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Deletion;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a table keeps versions, with the time in which each held. */
interface VersionsContract {
  Loads loads();

  Deletion GONE = new Deletion("gone_at", "gone");

  private Run begin(boolean unseen) {
    return loads().begin(Strategy.SCD2, new Deletes(GONE, true, unseen));
  }

  private void load(boolean unseen, String... records) {
    Run run = begin(unseen);
    loads().stage(run, Loads.whole(), 0, true, records);
    loads().committer(run).complete();
  }

  private static String person(int id, String name, int month) {
    return "{\"id\":%d,\"name\":\"%s\",\"at\":\"2025-%02d-01T00:00:00Z\"}"
        .formatted(id, name, month);
  }

  private void assertVersions(String... versions) {
    assertThat(
            loads()
                .query(
                    "SELECT id, name, _tidemark_valid_from, _tidemark_valid_to FROM people"
                        + " ORDER BY id, _tidemark_valid_from"))
        .containsExactly(versions);
  }

  @Test
  default void eachVersionHoldsUntilTheNextOneAlsoWhereTheyComeOutOfOrder() {
    load(false, person(1, "a", 1), person(1, "c", 3), person(2, "x", 2));
    load(false, person(1, "b", 2));
    assertVersions(
        "1 | a | 2025-01-01T00:00Z | 2025-02-01T00:00Z",
        "1 | b | 2025-02-01T00:00Z | 2025-03-01T00:00Z",
        "1 | c | 2025-03-01T00:00Z | null",
        "2 | x | 2025-02-01T00:00Z | null");
  }

  @Test
  default void whatIsReadAgainUnchangedMakesNoRow() {
    load(false, person(1, "a", 1), person(1, "b", 2));
    load(false, person(1, "a", 1), person(1, "b", 2), "{\"id\":2,\"name\":\"no cursor\"}");
    load(false, "{\"id\":2,\"name\":\"no cursor\"}");
    assertVersions(
        "1 | a | 2025-01-01T00:00Z | 2025-02-01T00:00Z",
        "1 | b | 2025-02-01T00:00Z | null",
        "2 | no cursor | 2026-01-01T00:00Z | null");
  }

  @Test
  default void aRecordThatIsGoneHasNoCurrentVersion() {
    load(false, person(1, "a", 1), person(2, "x", 1));
    load(false, "{\"id\":1,\"at\":\"2025-03-01T00:00:00Z\",\"gone_at\":\"2025-03-01\"}");
    load(false, person(1, "b", 2));
    assertVersions(
        "1 | a | 2025-01-01T00:00Z | 2025-02-01T00:00Z",
        "1 | b | 2025-02-01T00:00Z | 2025-03-01T00:00Z",
        "1 | null | 2025-03-01T00:00Z | 2025-03-01T00:00Z",
        "2 | x | 2025-01-01T00:00Z | null");
  }

  @Test
  default void rowsThatWereMergedBeforeBecomeFirstVersions() {
    Run merge = loads().begin(Strategy.MERGE, new Deletes(GONE, false, false));
    String gone = "{\"id\":3,\"at\":\"2025-02-01T00:00:00Z\",\"gone_at\":\"2025-02-01\"}";
    loads()
        .stage(merge, Loads.whole(), 0, true, person(1, "a", 1), "{\"id\":2,\"name\":\"x\"}", gone);
    loads().committer(merge).complete();
    load(false, person(1, "b", 2));
    assertVersions(
        "1 | a | 2025-01-01T00:00Z | 2025-02-01T00:00Z",
        "1 | b | 2025-02-01T00:00Z | null",
        "2 | x | 2026-01-01T00:00Z | null",
        "3 | null | 2025-02-01T00:00Z | 2025-02-01T00:00Z");
  }

  @Test
  default void whatAReadingOfAllDoesNotBringIsClosedUntilItComesAgain() {
    load(false, person(1, "a", 1), person(2, "x", 1), person(3, "y", 1));
    load(true, person(1, "a", 1));
    assertVersions(
        "1 | a | 2025-01-01T00:00Z | null",
        "2 | x | 2025-01-01T00:00Z | 2026-01-01T00:00Z",
        "3 | y | 2025-01-01T00:00Z | 2026-01-01T00:00Z");
    load(false, person(2, "x", 1), person(3, "z", 2));
    assertVersions(
        "1 | a | 2025-01-01T00:00Z | null",
        "2 | x | 2025-01-01T00:00Z | null",
        "3 | y | 2025-01-01T00:00Z | 2025-02-01T00:00Z",
        "3 | z | 2025-02-01T00:00Z | null");
  }

  @Test
  default void versionsOfAWideTableAreTold() {
    String[] wide = new String[2];
    for (int i = 0; i < wide.length; i++) {
      String last = i == 0 ? "7" : "8";
      wide[i] =
          IntStream.range(0, 900)
              .mapToObj(field -> ",\"field %d\":%s".formatted(field, field < 899 ? "1" : last))
              .collect(Collectors.joining("", "{\"id\":1", "}"));
    }
    int page = 0;
    for (int read : new int[] {0, 0, 1, 1}) {
      Run run = begin(false);
      loads().stage(run, Loads.whole(), page++, true, wide[read]);
      loads().committer(run).complete();
    }
    assertThat(loads().query("SELECT field_899 FROM people ORDER BY _tidemark_valid_from"))
        .containsExactly("7", "8");
  }
}
