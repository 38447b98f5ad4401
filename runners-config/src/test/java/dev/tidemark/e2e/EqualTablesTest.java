package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.json.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One source gives the same tables everywhere, by value; see {@link SyncTest} for the truth.
 * Sources of many streams go to services, where each statement is a request, with {@code
 * -Dtidemark.everywhere=true} only.
 */
class EqualTablesTest {
  /** Differ from sync to sync; the last one is made of the clock by a manifest. */
  private static final List<String> OF_THE_SYNC =
      List.of("_tidemark_id", "_tidemark_extracted_at", "_tidemark_meta", "updated_before_sync");

  private static final Set<String> OF_MANY_STREAMS = Set.of("persistiq", "twilio");

  private static Warehouses warehouses;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    warehouses = new Warehouses();
  }

  @AfterAll
  static void stop() throws Exception {
    warehouses.close();
  }

  @ParameterizedTest
  @CsvSource({"chartmogul, 60, 2", "persistiq, 40, 1", "twilio, 10, 1", "convex, 100, 2"})
  void everySourceGivesEqualTablesEverywhere(String source, int size, int syncs) {
    SimulatorOptions options =
        SimulatorOptions.defaults().withSeed(11).withSize(size).withoutRateLimit();
    try (Simulator simulator = Simulators.start(source, options)) {
      Tidemark tidemark = new Account(source, simulator, folder).tidemark();
      boolean inServices =
          Boolean.getBoolean("tidemark.everywhere") || !OF_MANY_STREAMS.contains(source);
      assertEqualEverywhere(tidemark, inServices, syncs, () -> simulator.grow(10));
    }
  }

  @Test
  void filesGiveEqualTablesEverywhere() {
    try (Bucket bucket = new Bucket(SimulatorOptions.defaults())) {
      bucket.put("a.jsonl", "{\"id\":1,\"text\":\"\",\"more\":{\"b\":[1.50,null],\"a\":\"ü\"}}\n");
      bucket.put("b.jsonl", "{\"id\":2,\"text\":null,\"at\":\"2024-01-01T00:00:00.000001Z\"}\n");
      Map<String, Object> stream = Bucket.stream("things", "**");
      stream.remove("input_schema");
      assertEqualEverywhere(
          bucket.tidemark(folder, stream),
          true,
          2,
          () -> bucket.put("c.jsonl", "{\"id\":12345678901234567890,\"n\":0.1}\n"));
    }
  }

  /** Syncs so many times, and lets something happen after each. */
  private void assertEqualEverywhere(
      Tidemark tidemark, boolean inServices, int syncs, Runnable change) {
    Tidemark first = tidemark.into("duckdb:" + folder.resolve("here.duckdb"));
    Map<String, Tidemark> others = new LinkedHashMap<>();
    others.put("Postgres", tidemark.into(PostgresServer.database()));
    others.put("Parquet", tidemark.into("parquet:" + folder.resolve("here")));
    if (inServices) {
      others.put("Snowflake", warehouses.intoSnowflake(tidemark));
      others.put("BigQuery", warehouses.intoBigQuery(tidemark));
    }
    for (int i = 0; i < syncs; i++) {
      first.sync().orThrow();
      others.values().forEach(one -> one.sync().orThrow());
      change.run();
    }
    long rows = 0;
    for (String stream : tidemark.streamNames()) {
      List<String> expected = rows(first, stream);
      rows += expected.size();
      others.forEach(
          (name, other) -> assertEqual(stream + " in " + name, rows(other, stream), expected));
    }
    assertThat(rows).isPositive();
  }

  /** Says which rows differ, not all of them. */
  private static void assertEqual(String where, List<String> rows, List<String> expected) {
    List<String> missing = new ArrayList<>(expected);
    rows.forEach(missing::remove);
    assertThat(missing).as(where).isEmpty();
    assertThat(rows).as(where).hasSameSizeAs(expected);
  }

  private static List<String> rows(Tidemark tidemark, String stream) {
    return tidemark.dataset(stream).rows().stream().map(EqualTablesTest::text).sorted().toList();
  }

  private static String text(Map<String, Object> row) {
    Map<String, Object> values = new TreeMap<>(row);
    values.keySet().removeAll(OF_THE_SYNC);
    values.replaceAll((column, value) -> value instanceof Number number ? plain(number) : value);
    return Json.writeCanonical(values);
  }

  /** Drivers differ in which class of number they give. */
  private static BigDecimal plain(Number number) {
    return new BigDecimal(number.toString()).stripTrailingZeros();
  }
}
