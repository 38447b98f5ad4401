package dev.tidemark.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are found, and which of them are read. */
class S3ListingTest {
  private final Store store = new Store(SimulatorOptions.defaults().withMaxPageSize(7));

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> urls(JsonObject stream) {
    return urls(stream, PartitionSet.EMPTY);
  }

  private List<String> urls(JsonObject stream, PartitionSet read) {
    return Store.parts(store.source(stream).reader(Store.STREAM), read).stream()
        .map(slice -> SourceFile.of(slice).url())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void everyKeyIsFoundOnceHoweverTheListingIsDivided(int seed) {
    Random random = new Random(seed);
    TreeSet<String> keys = new TreeSet<>();
    String[] parts = {"a", "b/", "é/", "20", "1", "=", "z", "東/", " ", "+", "%2F", "~"};
    while (keys.size() < 400) {
      StringBuilder key = new StringBuilder(random.nextBoolean() ? "logs/" : "");
      for (int i = random.nextInt(6); i >= 0; i--) {
        key.append(parts[random.nextInt(parts.length)]);
      }
      keys.add(key.append(random.nextInt(1_000)).append(".csv").toString());
    }
    keys.forEach(key -> store.put(key, "a\n1\n"));
    assertThat(urls(Store.stream("csv", "**"))).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(urls(Store.stream("csv", "logs/**", "logs/a*")))
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().filter(key -> key.startsWith("logs/")).toList());
  }

  @Test
  void aLargeBucketIsListedInRangesSideBySide() {
    for (int i = 0; i < 600; i++) {
      store.put(String.format(Locale.ROOT, "flat/%05d.csv", i), "a\n1\n");
    }
    store.simulator.clearRequests();
    assertThat(urls(Store.stream("csv", "flat/*"))).hasSize(600);
    long starts =
        store.simulator.requests().stream()
            .filter(request -> List.of("1").equals(request.query().get("max-keys")))
            .count();
    assertThat(starts).as("guesses where the keys may be divided").isBetween(3L, 80L);
  }

  @Test
  void foldersAreNoFiles() {
    store.put("x/", "");
    store.put("x/a.csv", "a\n1\n");
    assertThat(urls(Store.stream("csv", "**"))).containsExactly("x/a.csv");
  }

  @Test
  void filesThatWereReadAreNotReadAgainUnlessTheyChange() {
    store.put("a.csv", "a\n1\n");
    store.put("b.csv", "a\n2\n");
    JsonObject stream = Store.stream("csv", "**");
    PartitionSet read = Store.read(store.source(stream)).done;
    assertThat(urls(stream, read)).isEmpty();
    store.put("b.csv", "a\n3\n");
    store.put("a.csv", "a\n1\n", Store.MONDAY.plusSeconds(1));
    store.put("late.csv", "a\n4\n", Instant.parse("2020-01-01T00:00:00Z"));
    store.put("same-second.csv", "a\n5\n");
    assertThat(urls(stream, read))
        .containsExactlyInAnyOrder("a.csv", "b.csv", "late.csv", "same-second.csv");
  }

  @Test
  void aStreamSaysWhatItStillHasOfWhatWasRead() {
    store.put("a.csv", "a\n1\n");
    store.put("b.csv", "a\n2\n");
    JsonObject stream = Store.stream("csv", "**");
    PartitionSet read = Store.read(store.source(stream)).done;
    store.bucket.delete("a.csv");
    StreamReader reader = store.source(stream).reader(Store.STREAM);
    Span span = Span.of(Tidemark.NONE.withRead(read), Store.MONDAY);
    PartitionSet known = reader.slices(span, null).known();
    assertThat(known.size()).isEqualTo(1);
    assertThat(read.minus(known).size()).isEqualTo(1);
  }

  @Test
  void filesOlderThanTheStartDateAreLeftOut() {
    store.put("old.csv", "a\n1\n", Store.MONDAY.minusSeconds(1));
    store.put("new.csv", "a\n1\n", Store.MONDAY);
    JsonObject config =
        store.config(Store.stream("csv", "**")).put("start_date", "2026-03-02T08:00:00Z");
    List<Slice> parts = Store.parts(Store.open(config).reader(Store.STREAM), PartitionSet.EMPTY);
    assertThat(parts).hasSize(1);
    assertThat(SourceFile.of(parts.get(0)).url()).isEqualTo("new.csv");
  }

  @Test
  void manySmallFilesAreReadInGroupsAndLargeOnesInParts() {
    for (int i = 0; i < 6; i++) {
      store.put("small-" + i + ".csv", "a\n1\n");
    }
    StringBuilder rows = new StringBuilder("a\n");
    while (rows.length() < 80 << 20) {
      rows.append("x".repeat(1_000)).append('\n');
    }
    store.put("large.csv", rows.toString());
    List<Slice> slices =
        Store.slices(
            store.source(Store.stream("csv", "**")).reader(Store.STREAM), PartitionSet.EMPTY);
    List<Integer> parts = new ArrayList<>(slices.stream().map(s -> s.parts().size()).toList());
    assertThat(parts).contains(6);
    assertThat(slices.stream().filter(slice -> slice.range() != null).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aBucketWithoutFilesFailsTheCheck() {
    store.put("a.jsonl", "{}");
    assertThatThrownBy(() -> store.source(Store.stream("csv", "*.csv")).check())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("has no files that match its globs");
  }
}
