package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.shape.Contract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a version of a part of a stream, such as a file, takes the place of the one before. */
public interface SupersedeContract {
  String OLD = "2025-01-01T00:00:00Z";
  String NEW = "2025-02-01T00:00:00Z";
  String NEWEST = "2025-03-01T00:00:00Z";

  Loads loads();

  Destination destination();

  private Run begin() {
    return loads().begin(Strategy.SUPERSEDE, Contract.EVOLVE);
  }

  private static String record(String part, long id) {
    return JsonObject.of("id", id, "part", part).toString();
  }

  private static String[] records(String part, long... ids) {
    return Arrays.stream(ids).mapToObj(id -> record(part, id)).toArray(String[]::new);
  }

  /** Stages a version in one page. */
  private void stage(Run run, String part, String since, long... ids) {
    loads().stage(run, Loads.version(part, since), 0, true, records(part, ids));
  }

  /** Two parts, read and committed. */
  private void loadTwoParts() {
    Run run = begin();
    stage(run, "a", OLD, 1, 2);
    stage(run, "b", OLD, 3);
    loads().committer(run).complete();
  }

  @Test
  default void aNewerVersionTakesThePlaceOfTheOlderOneAndOfNoOtherPart() {
    loadTwoParts();
    Run run = begin();
    stage(run, "a", NEW, 2, 20);
    assertThat(loads().ids()).containsExactly(1L, 2L, 3L);
    assertThat(loads().committer(run).complete()).isEqualTo(2);
    assertThat(loads().rows("id, part")).containsExactly("2 | a", "3 | b", "20 | a");
  }

  @Test
  default void theRowsOfAPartThatWasEmptiedGo() {
    loadTwoParts();
    Run run = begin();
    stage(run, "a", NEW);
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(3L);
  }

  @Test
  default void emptiedPartsAndOthersChangeTogether() {
    loadTwoParts();
    Run run = begin();
    stage(run, "a", NEW);
    stage(run, "b", NEW, 30);
    stage(run, "it's", NEW);
    assertThat(loads().committer(run).commitStaged()).isEqualTo(1);
    assertThat(loads().ids()).containsExactly(30L);
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(30L);
  }

  @Test
  default void ofTwoVersionsThatEnterAtOnceOnlyTheNewerCounts() {
    loadTwoParts();
    Run run = begin();
    stage(run, "a", NEWEST, 5);
    stage(run, "a", NEW, 4, 5);
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(3L, 5L);
  }

  @Test
  default void ofTwoVersionsTheEmptyOneCountsIfItIsNewer() {
    loadTwoParts();
    Run run = begin();
    stage(run, "a", NEW, 4);
    stage(run, "a", NEWEST);
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(3L);
  }

  /** Which one comes first by name does not matter, nor which one was staged first. */
  @Test
  default void ofTwoVersionsOfTheSameTimeTheOneThatWasReadLaterCounts() {
    Run run = begin();
    stageTagged(run, "a", "x", 1, 11);
    stageTagged(run, "a", "y", 2, 12);
    stageTagged(run, "b", "y", 1, 21);
    stageTagged(run, "b", "x", 2, 22);
    stageTagged(run, "c", "x", 2, 32);
    stageTagged(run, "c", "y", 1, 31);
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(12L, 22L, 32L);
  }

  private void stageTagged(Run run, String part, String tag, long readAt, long id) {
    JsonObject version = JsonObject.of(Loads.PART, part, "since", NEW, "tag", tag);
    RecordBatch batch = Loads.batch(Loads.version(version, null), 0, true, record(part, id));
    PageStager stager = new PageStager(destination(), Loads.KEY, run);
    stager.add(
        new RecordBatch(
            batch.slice(),
            batch.page(),
            batch.records(),
            batch.rejected(),
            readAt,
            batch.bytes(),
            batch.earliest(),
            batch.latest(),
            batch.following()));
    stager.flush();
  }

  @Test
  default void aVersionEntersEarlyButOnlyAsAWhole() {
    loadTwoParts();
    Run run = begin();
    JsonObject version = JsonObject.of(Loads.PART, "a", "since", NEW);
    Slice first = Loads.version(version, new Interval(0, "0", "5", false));
    Slice second = Loads.version(version, new Interval(1, "5", "", true));
    loads().stage(run, first, 0, true, record("a", 10));
    loads().stage(run, second, 0, false, record("a", 11));
    stage(run, "b", NEW, 30);
    assertThat(loads().committer(run).commitStaged()).isEqualTo(1);
    assertThat(loads().ids()).containsExactly(1L, 2L, 30L);
    loads().stage(run, second, 1, true, record("a", 12));
    assertThat(loads().committer(run).commitStaged()).isEqualTo(3);
    assertThat(loads().ids()).containsExactly(10L, 11L, 12L, 30L);
    assertThat(loads().committer(run).complete()).isEqualTo(-1);
    assertThat(loads().ids()).containsExactly(10L, 11L, 12L, 30L);
  }

  @Test
  default void versionsThatEnterOneAfterTheOtherLeaveTheLast() {
    Run run = begin();
    stage(run, "a", OLD, 1, 2);
    assertThat(loads().committer(run).commitStaged()).isEqualTo(2);
    stage(run, "a", NEW, 2, 3);
    assertThat(loads().committer(run).commitStaged()).isEqualTo(2);
    stage(run, "a", NEWEST);
    stage(run, "b", OLD, 9);
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(9L);
  }

  /** The worker of before read one version in part, and another one whole, of what has changed. */
  @Test
  default void aRunThatIsResumedTakesWhatThereIsNow() {
    loadTwoParts();
    Run dead = begin();
    stage(dead, "a", NEW, 10);
    loads().stage(dead, Loads.version("b", NEW), 0, false, record("b", 30));
    Run resumed = loads().state().run().orElseThrow();
    stage(resumed, "a", NEWEST, 11);
    stage(resumed, "b", NEWEST, 31);
    loads().committer(resumed).commitStaged();
    assertThat(loads().ids()).containsExactly(11L, 31L);
    loads().committer(resumed).complete();
    assertThat(loads().ids()).containsExactly(11L, 31L);
    PartitionSet read = loads().state().tidemark().readOrNone();
    for (String part : List.of("a", "b")) {
      assertThat(read.contains(Loads.version(part, NEWEST).partition().key())).isTrue();
    }
    assertThat(read.contains(Loads.version("b", NEW).partition().key())).isFalse();
  }
}
