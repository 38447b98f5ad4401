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
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.blob.Blobs;
import dev.tidemark.destination.blob.S3Blobs;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.S3Access;
import dev.tidemark.s3.S3Clients;
import dev.tidemark.shape.Contract;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.s3.S3Controls;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class BucketDestinationTest extends DestinationContract {
  private static final Network QUICK = Network.DIRECT.withFirstBackoff(Duration.ofMillis(1));

  @TempDir Path folder;

  private Simulator simulator = start(SimulatorOptions.defaults());
  private S3Controls bucket = simulator.controls(S3Controls.class);

  private static Simulator start(SimulatorOptions options) {
    return Simulators.start("s3", options.withSize(0).withMaxPageSize(50).withoutRateLimit());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Override
  protected DestinationRef ref() {
    return ref("crm");
  }

  private DestinationRef ref(String prefix) {
    return ref(prefix, new JsonObject());
  }

  private DestinationRef ref(String prefix, JsonObject more) {
    JsonObject config = config(simulator);
    more.names().forEach(name -> config.put(name, more.get(name)));
    SealedConfig options = SealedConfig.of(config, Set.of("aws_secret_access_key"), Map.of());
    return DestinationRef.of("parquet:s3://demo-bucket/" + prefix, null, options);
  }

  private static JsonObject config(Simulator simulator) {
    return JsonObject.of(
        "aws_access_key_id",
        "demo",
        "aws_secret_access_key",
        "a secret that is long",
        "endpoint",
        simulator.url(),
        "region_name",
        "us-east-1");
  }

  private Blobs blobs(String prefix) {
    return new S3Blobs(
        new S3Clients(S3Access.of(config(simulator)), QUICK), "demo-bucket", prefix + "/");
  }

  /** The others take the same steps, and take them in a folder's test. */
  @Test
  void aWorkerMayDieAtAnyRequest() {
    int steps = new InterruptedLoad(Strategy.MERGE).interruptEverywhere(this::place);
    assertThat(steps).isGreaterThan(50);
  }

  private InterruptedLoad.Place place(int number) {
    String prefix = "place" + number;
    return new InterruptedLoad.Place() {
      @Override
      public Supplier<Destination> mortal(int step) {
        return () -> open(Dying.of(Blobs.class, blobs(prefix), step), prefix);
      }

      @Override
      public Supplier<Destination> healthy() {
        return () -> open(blobs(prefix), prefix);
      }

      @Override
      public void close() {
        bucket.clear();
      }
    };
  }

  private Destination open(Blobs blobs, String prefix) {
    return ParquetProvider.open(
        new BucketStore(blobs, new Scratch(folder, 1 << 20), true), ref(prefix), Access.WRITE);
  }

  @Test
  void answersThatAreLostAreLookedUp() {
    FaultPlan lost = FaultPlan.none();
    for (int request = 2; request < 200; request += 3) {
      lost = lost.on("/demo-bucket*", request, FaultKind.CONNECTION_RESET);
    }
    try (Destination unlucky = open(blobs("lost"), "lost")) {
      simulator.faults(lost);
      Loads loads = new Loads(unlucky);
      Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
      for (int page = 0; page < 4; page++) {
        loads.stage(run, Loads.whole(), page, page == 3, "{\"id\":" + page + "}");
        loads.committer(run).commitStaged();
      }
      loads.committer(run).complete();
      assertThat(loads.ids()).containsExactly(0L, 1L, 2L, 3L);
    }
  }

  @Test
  void aTablesFolderHoldsItsFilesAndItsManifestNamesThem() throws IOException {
    load(ref(), "{\"id\":1,\"name\":\"Ann\"}");
    assertThat(bucket.keys()).filteredOn(key -> key.startsWith("crm/people/")).hasSize(1);
    load(ref(), "{\"id\":1,\"name\":\"Bea\"}", "{\"id\":2}");
    assertThat(rows(keys("crm/people/"))).containsExactly("1 | Bea", "2 | null");
    assertThat(rows(manifest())).containsExactly("1 | Bea", "2 | null");
  }

  @Test
  void whoeverReadsTheManifestBeforeStillFindsItsFiles() throws IOException {
    load(ref(), "{\"id\":1,\"name\":\"Ann\"}");
    List<String> before = manifest();
    load(ref(), "{\"id\":1,\"name\":\"Bea\"}");
    assertThat(rows(before)).containsExactly("1 | Ann");
  }

  @Test
  void filesThatNobodyCanBeReadingAreRemovedByTheNextRun() {
    try (Simulator old = start(SimulatorOptions.defaults().withClock(daysAgo(2)))) {
      simulator.close();
      simulator = old;
      bucket = old.controls(S3Controls.class);
      load(ref(), "{\"id\":1,\"name\":\"Ann\"}");
      load(ref(), "{\"id\":1,\"name\":\"Bea\"}");
      load(ref(), "{\"id\":2}");
      List<String> data = keys("crm/_tidemark/data/people/");
      assertThat(data).containsExactlyInAnyOrderElementsOf(manifest());
      assertThat(keys("crm/_tidemark/retired/")).isEmpty();
      assertThat(keys("crm/_tidemark/staged/")).isEmpty();
    }
  }

  private static Clock daysAgo(int days) {
    return Clock.offset(Clock.systemUTC(), Duration.ofDays(-days));
  }

  @Test
  void withoutCopiesThereIsTheManifestAlone() throws IOException {
    DestinationRef lean = ref("crm", JsonObject.of("plain_copies", false));
    load(lean, "{\"id\":1,\"name\":\"Ann\"}");
    assertThat(keys("crm/people/")).isEmpty();
    assertThat(rows(manifest())).containsExactly("1 | Ann");
  }

  @Test
  void whatIsInATablesFolderAndNoneOfOursIsLeftAlone() {
    bucket.put("crm/people/part-00000.snappy.parquet", new byte[] {1});
    assertThatThrownBy(() -> load(ref(), "{\"id\":1}"))
        .hasMessageContaining("part-00000.snappy.parquet is there already, and is none of ours");
    assertThat(bucket.keys()).contains("crm/people/part-00000.snappy.parquet");
  }

  @Test
  void aServiceWithoutConditionalWritesIsRefused() {
    bucket.clear();
    bucket.ignoreConditions();
    assertThatThrownBy(() -> ref().open(Access.WRITE))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("overwrites an object although it is asked not to");
  }

  @Test
  void rightsThatAreMissingAreNamed() {
    bucket.denyWriting();
    assertThatThrownBy(() -> load(ref(), "{\"id\":1}"))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageContaining("s3:PutObject")
        .hasMessageNotContaining("a secret that is long");
  }

  @Test
  void aQueryReadsWhatItNamesAndSeesTheColumnsOfTheRest() {
    load(ref(), "{\"id\":1,\"name\":\"Ann\"}");
    assertThat(first("SELECT name FROM People")).containsExactly("Ann");
    assertThat(first("SELECT count(*) FROM information_schema.columns WHERE column_name = 'name'"))
        .hasToString("[1]");
    assertThatThrownBy(() -> first("SELECT * FROM query_table('peo' || 'ple')"))
        .hasMessageContaining("must spell out the names of its tables");
  }

  private List<Object> first(String sql) {
    try (QueryResult result = destination().query(sql)) {
      return result.next();
    }
  }

  @Test
  void largeFilesArriveInParts() throws IOException {
    byte[] large = new byte[(33 << 20) + 7];
    for (int i = 0; i < large.length; i += 4_099) {
      large[i] = (byte) i;
    }
    Path file = Files.write(folder.resolve("large"), large);
    try (Blobs blobs = blobs("big")) {
      blobs.upload(file, "large");
      assertThat(bucket.content("big/large")).matches(there -> Arrays.equals(there, large));
    }
  }

  @Test
  void partsThatTheDeadHaveUploadedAreGivenUp() {
    try (S3Clients clients = new S3Clients(S3Access.of(config(simulator)), QUICK);
        Blobs blobs = new S3Blobs(clients, "demo-bucket", "big/")) {
      clients
          .s3("demo-bucket", new ExecutionInterceptor() {})
          .createMultipartUpload(b -> b.bucket("demo-bucket").key("big/more"));
      blobs.deleteUnfinished(Instant.now().minusSeconds(3_600));
      assertThat(bucket.unfinishedUploads()).containsExactly("big/more");
      blobs.deleteUnfinished(Instant.now().plusSeconds(3_600));
      assertThat(bucket.unfinishedUploads()).isEmpty();
    }
  }

  @Test
  void copiesOnThisMachineTakeBoundedRoomAndAreRemoved() throws IOException {
    try (Blobs blobs = blobs("room")) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        names.add("file" + i);
        blobs.write("file" + i, new byte[100_000]);
      }
      Scratch scratch = new Scratch(folder, 1 << 20);
      BucketStore store = new BucketStore(blobs, scratch, true);
      List<String> lent = new ArrayList<>();
      store.lend(
          names,
          some -> {
            assertThat(size(folder)).isLessThan(2 << 20);
            lent.addAll(some.keySet());
          });
      assertThat(lent).containsExactlyElementsOf(names);
      simulator.clearRequests();
      store.lend(names, some -> lent.addAll(some.keySet()));
      assertThat(lent).hasSize(40).hasSameElementsAs(names);
      assertThat(simulator.requestCount()).isBetween(1, 15);
      assertThat(new Scratch(folder, 1).newFile()).doesNotExist();
      store.close();
      assertThat(size(folder)).isZero();
    }
  }

  @Test
  void whatAKilledWorkerLeftOnThisMachineIsRemovedByTheNext() throws IOException {
    Path dead = Files.createDirectory(folder.resolve("tidemark-parquet-dead"));
    Files.write(dead.resolve("lock"), new byte[0]);
    Files.write(dead.resolve("copy"), new byte[10]);
    try (Scratch living = new Scratch(folder, 1);
        Scratch next = new Scratch(folder, 1)) {
      assertThat(dead).doesNotExist();
      assertThat(living.newFile().getParent()).isDirectory();
      assertThat(next.newFile().getParent()).isDirectory();
    }
    assertThat(size(folder)).isZero();
  }

  private static long size(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void load(DestinationRef ref, String... records) {
    try (Destination destination = ref.open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      loads.stage(run, Loads.whole(), 0, true, records);
      loads.committer(run).complete();
    }
  }

  private List<String> keys(String prefix) {
    return bucket.keys().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  /** Keys that the table's manifest names. */
  private List<String> manifest() {
    String lines =
        new String(
            bucket.content("crm/_tidemark/manifests/people/manifest"), StandardCharsets.UTF_8);
    return lines.lines().map(url -> url.substring("s3://demo-bucket/".length())).toList();
  }

  /** What a reader finds in objects. */
  private List<String> rows(List<String> keys) throws IOException {
    Path copies = Files.createTempDirectory(folder, "reader");
    for (String key : keys) {
      Files.write(copies.resolve(key.replace('/', '_')), bucket.content(key));
    }
    return ParquetDestinationTest.sql(
        "SELECT id, name FROM read_parquet('" + copies + "/*.parquet') ORDER BY id");
  }
}
