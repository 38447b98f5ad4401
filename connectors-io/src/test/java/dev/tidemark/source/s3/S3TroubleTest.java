package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.source.Source;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with single files, and with the bucket. */
class S3TroubleTest {
  private final Store store = new Store();

  @AfterEach
  void close() {
    store.close();
  }

  private static JsonObject stream() {
    return Store.stream("jsonl", "**").put("input_schema", "{\"id\":\"integer\"}");
  }

  private void putThree() {
    store.put("a.jsonl", "{\"id\":1}\n");
    store.put("b.jsonl", "{\"id\":2}\n");
    store.put("c.jsonl", "{\"id\":3}\n");
  }

  private void assertOthersAreRead(String message) {
    Store.Read read = Store.read(store.source(stream()));
    assertThat(read.values("id")).containsExactlyInAnyOrder(1L, 3L);
    assertThat(read.failures).containsOnlyKeys("b.jsonl");
    assertThat(read.failures.get("b.jsonl")).hasMessageContaining(message);
    assertThat(read.done.size()).isEqualTo(2);
  }

  @Test
  void aFileThatMayNotBeReadFailsByItself() {
    putThree();
    store.bucket.deny("b.jsonl");
    assertOthersAreRead("b.jsonl: reading it is not allowed");
  }

  @Test
  void aFileThatIsDeletedAfterItWasListedFailsByItself() {
    putThree();
    store.bucket.onceReadBegins("b.jsonl", () -> store.bucket.delete("b.jsonl"));
    assertOthersAreRead("b.jsonl: it is gone");
  }

  @Test
  void aFileThatChangesAfterItWasListedFailsByItself() {
    putThree();
    store.bucket.onceReadBegins("b.jsonl", () -> store.put("b.jsonl", "{\"id\":20}\n"));
    assertOthersAreRead("b.jsonl: it has changed since it was listed");
  }

  @Test
  void aFileThatChangesBetweenItsPagesIsNotMixed() {
    String old = lines(60_000);
    store.put("a.jsonl", old);
    store.simulator.faults(FaultPlan.none().on("/demo-bucket/a.jsonl", 1, FaultKind.CUT_BODY));
    Source source = store.source(stream());
    store.bucket.onceReadBegins("a.jsonl", () -> {});
    store.bucket.onceReadBegins("a.jsonl", () -> changeSoon(old));
    Store.Read read = Store.read(source);
    assertThat(read.failures.get("a.jsonl")).hasMessageContaining("has changed");
    assertThat(read.done.size()).isZero();
  }

  /**
   * The reading that has begun gets the old bytes; the next one, after it broke off, meets these.
   */
  private void changeSoon(String old) {
    store.bucket.onceReadBegins("a.jsonl", () -> store.put("a.jsonl", old + "{\"id\":-1}\n"));
  }

  private static String lines(int count) {
    StringBuilder text = new StringBuilder();
    LongStream.range(0, count).forEach(id -> text.append("{\"id\":").append(id).append("}\n"));
    return text.toString();
  }

  @Test
  void unreadableFilesAreLeftOutIfSoWishedAndAreNotDone() {
    putThree();
    store.bucket.deny("b.jsonl");
    Store.Read read = Store.read(store.source(stream().put("unreadable_files", "skip")));
    assertThat(read.values("id")).containsExactlyInAnyOrder(1L, 3L);
    assertThat(read.failures).isEmpty();
    assertThat(read.skipped).containsOnlyKeys("b.jsonl");
    assertThat(read.done.size()).isEqualTo(2);
  }

  @Test
  void connectionsThatBreakOffAreTakenUpWhereTheyBroke() {
    store.put("a.jsonl", lines(40_000));
    store.simulator.faults(
        FaultPlan.transientFaults(11, 0.3).withSlowness(java.time.Duration.ofMillis(1)));
    Store.Read read = Store.read(store.source(stream()));
    assertThat(read.failures).isEmpty();
    assertThat(read.values("id"))
        .containsExactlyElementsOf(
            LongStream.range(0, 40_000).boxed().map(Object.class::cast).toList());
  }

  @Test
  void refusedCredentialsAreSaidToBe() {
    putThree();
    JsonObject config = store.config(stream()).put("aws_access_key_id", "another");
    assertThatThrownBy(() -> Store.open(config).check())
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageContaining("the credentials are refused")
        .hasMessageNotContaining("a secret that is long");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    JsonObject config = store.config(stream()).put("bucket", "no-such-bucket");
    assertThatThrownBy(() -> Store.open(config).check())
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFIG))
        .hasMessage("there is no bucket 'no-such-bucket'");
  }

  @Test
  void whatIsSentStaysWithinTheBudgetAndIsCounted() {
    putThree();
    Source source = store.source(stream());
    Store.read(source);
    var counts = source.reader(Store.STREAM).stats().take();
    assertThat(counts.requests()).isEqualTo(4);
    assertThat(store.simulator.requestCount()).isEqualTo(4);
    assertThat(new String(store.bucket.content("a.jsonl"), UTF_8)).isEqualTo("{\"id\":1}\n");
    assertThat(List.of(counts.retries())).containsExactly(0L);
  }
}
