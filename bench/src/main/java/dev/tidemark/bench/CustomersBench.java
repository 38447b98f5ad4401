package dev.tidemark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Customers from a simulator without latency into DuckDB: our sync with {@code -Xmx512m} beside the
 * hand-written loop. Everything runs in processes of its own, one after the other, on the same
 * data.
 *
 * <p>{@code java -cp … dev.tidemark.bench.CustomersBench [RECORDS] [RUNS]}
 */
public final class CustomersBench {
  private static final String[] HEAP = {"-Xmx512m", "-XX:+UseSerialGC"};

  private final int records;
  private final int runs;
  private final Path folder;

  private CustomersBench(int records, int runs, Path folder) {
    this.records = records;
    this.runs = runs;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Path folder = Files.createTempDirectory("tidemark-bench");
    new CustomersBench(records, runs, folder).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%,d customers, %d cores, Java %s%n",
        records,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"));
    System.out.println("| page | loop, records/s | sync, records/s | sync/loop |");
    System.out.println("|---|---|---|---|");
    for (int page : new int[] {1_000, 200}) {
      compare(page);
    }
  }

  private void compare(int page) throws IOException, InterruptedException {
    Process simulator = simulator(page);
    try {
      String url = Programs.firstLine(simulator);
      loop(url, page);
      double[] loop = new double[runs];
      double[] sync = new double[runs];
      for (int i = 0; i < runs; i++) {
        loop[i] = records / loop(url, page);
        sync[i] = records / sync(url, page);
      }
      System.out.printf(
          Locale.ROOT,
          "| %,d | %s | %s | %.2f |%n",
          page,
          spread(loop),
          spread(sync),
          Programs.median(sync) / Programs.median(loop));
    } finally {
      simulator.destroy();
      simulator.waitFor();
    }
  }

  private Process simulator(int page) throws IOException {
    return Programs.start(
        List.of("-Xmx1500m"),
        "dev.tidemark.cli.Main",
        "simulate",
        "chartmogul",
        "--no-rate-limit",
        "--size",
        String.valueOf(records),
        "--page-size",
        String.valueOf(page));
  }

  private double loop(String url, int page) throws IOException, InterruptedException {
    Path file = fresh();
    long start = System.nanoTime();
    String printed =
        Programs.finish(
            Programs.start(
                Arrays.asList(HEAP),
                "dev.tidemark.bench.CustomersLoop",
                url,
                String.valueOf(page),
                file.toString()));
    Programs.check(printed.strip().equals(String.valueOf(records)), "the loop read " + printed);
    return Programs.seconds(start);
  }

  private double sync(String url, int page) throws IOException, InterruptedException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        String.join(
            "\n",
            "source: " + manifest(page),
            "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
            "streams: [customers]",
            "budget: {requests: 100000, per: 1s}",
            "destination: duckdb:" + fresh(),
            "network: {routes: {api.chartmogul.com: \"" + url + "\"}}"));
    long start = System.nanoTime();
    String printed =
        Programs.finish(
            Programs.start(
                Arrays.asList(HEAP), "dev.tidemark.cli.Main", "sync", job.toString(), "--json"));
    Programs.check(printed.contains("\"records\":" + records + ","), "the sync printed " + printed);
    return Programs.seconds(start);
  }

  /** Our own manifest, asking for pages of another size. */
  private Path manifest(int page) throws IOException {
    Path manifest = folder.resolve("chartmogul.yaml");
    try (InputStream in =
        CustomersBench.class.getResourceAsStream("/dev/tidemark/source/chartmogul/manifest.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(manifest, text.replace("page_size: 200", "page_size: " + page));
    }
    return manifest;
  }

  private Path fresh() throws IOException {
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : old.filter(f -> f.toString().contains(".duckdb")).toList()) {
        Files.delete(file);
      }
    }
    return folder.resolve("bench.duckdb");
  }

  private static String spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%,.0f (%,.0f–%,.0f)",
        Programs.median(values),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
