package dev.tidemark.bench;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.s3.S3Controls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Files of a bucket into DuckDB: by our sync, as users start it, out of a simulated bucket, and by
 * DuckDB's own reader of the format from the local disk. Each is measured from the beginning of its
 * work to its end, without the start of its process.
 *
 * <p>{@code java -cp … dev.tidemark.bench.FilesBench LAUNCHER [ROWS OF A FILE] [RUNS] [FORMAT…]}
 */
public final class FilesBench {
  private static final String HEAP = "-Xmx1g";
  private static final int[] FILES = {1, 10, 100};
  private final String launcher;
  private final int rows;
  private final int runs;
  private final Path folder;

  private FilesBench(String launcher, int rows, int runs, Path folder) {
    this.launcher = launcher;
    this.rows = rows;
    this.runs = runs;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    List<String> formats = new ArrayList<>(List.of(arguments));
    formats.subList(0, Math.min(3, formats.size())).clear();
    Path folder = Files.createTempDirectory("tidemark-bench");
    FilesBench bench = new FilesBench(arguments[0], rows, runs, folder);
    System.out.println(
        "| format | files | MB | DuckDB, MB/s | sync, MB/s | sync/DuckDB | sync, s |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String format : formats.isEmpty() ? List.of("csv", "jsonl", "parquet") : formats) {
      bench.measure(format);
    }
  }

  private void measure(String format) throws IOException, InterruptedException, SQLException {
    Path sample = folder.resolve("sample." + format);
    String as = format.equals("jsonl") ? "json" : format;
    String rowsOfOne =
        "SELECT range AS id, 'customer ' || (range % 977) AS customer, range * 0.37 AS amount,"
            + " range % 3 = 0 AS paid, TIMESTAMP '2026-01-01' + range * INTERVAL 1 SECOND AS at,"
            + " 'a note that is as long as notes are, number ' || range AS note FROM range("
            + rows
            + ")";
    query("jdbc:duckdb:", "COPY (" + rowsOfOne + ") TO '" + sample + "' (FORMAT " + as + ")");
    byte[] content = Files.readAllBytes(sample);
    for (int files : FILES) {
      double megabytes = (double) content.length * files / 1e6;
      double[] duck = new double[runs];
      double[] sync = new double[runs];
      Path disk = Files.createTempDirectory(folder, format);
      try (Simulator simulator =
          Simulators.start("s3", SimulatorOptions.defaults().withSize(0).withoutRateLimit())) {
        for (int i = 0; i < files; i++) {
          String name = String.format(Locale.ROOT, "%05d.%s", i, format);
          Files.write(disk.resolve(name), content);
          simulator.controls(S3Controls.class).put(name, content);
        }
        for (int i = 0; i < runs; i++) {
          duck[i] = duck(as, disk.resolve("*." + format));
          sync[i] = sync(format, simulator.url(), files);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.0f | %.1f | %.1f | %.2f | %.1f |%n",
          format,
          files,
          megabytes,
          megabytes / Programs.median(duck),
          megabytes / Programs.median(sync),
          Programs.median(duck) / Programs.median(sync),
          Programs.median(sync));
    }
  }

  private double duck(String format, Path files) throws IOException, SQLException {
    long start = System.nanoTime();
    String url = "jdbc:duckdb:" + fresh();
    query(url, "CREATE TABLE t AS SELECT * FROM read_" + format + "('" + files + "')");
    return Programs.seconds(start);
  }

  private static void query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private double sync(String format, String url, int files)
      throws IOException, InterruptedException {
    Path job = folder.resolve("job.yaml");
    String inference = format.equals("csv") ? ", inference_type: Primitive Types Only" : "";
    Files.writeString(
        job,
        String.join(
            "\n",
            "source: s3",
            "config:",
            "  bucket: demo-bucket",
            "  aws_access_key_id: demo",
            "  aws_secret_access_key: a secret that is long",
            "  endpoint: " + url,
            "  region_name: us-east-1",
            "  streams: [{name: t, format: {filetype: " + format + inference + "}}]",
            "destination: duckdb:" + fresh()));
    String printed =
        Programs.finish(
            Programs.start(
                "TIDEMARK_JAVA_OPTS", HEAP, List.of(launcher, "sync", job.toString(), "--json")));
    JsonObject result =
        Json.parseObject(printed.strip().substring(printed.strip().lastIndexOf('\n') + 1));
    JsonObject stream = (JsonObject) result.list("streams").get(0);
    Programs.check(
        stream.get("records").equals((long) rows * files), "the sync printed " + printed);
    return Double.parseDouble(result.get("seconds").toString());
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(folder, "db").resolve("bench.duckdb");
  }
}
