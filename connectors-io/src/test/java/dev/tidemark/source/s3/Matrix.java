package dev.tidemark.source.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.ReadAll;
import dev.tidemark.file.SampleEncoding;
import dev.tidemark.http.Account;
import dev.tidemark.http.Budget;
import dev.tidemark.http.CallStats;
import dev.tidemark.http.Network;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.Crew;
import dev.tidemark.s3.Refusals;
import dev.tidemark.s3.S3Access;
import dev.tidemark.s3.S3Clients;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tables in every format, packing and encoding, put into a bucket and read out of it again, whole
 * and in parts and pages of random sizes.
 */
final class Matrix {
  private static final String SCHEMA =
      "{\"id\":\"integer\",\"flag\":\"boolean\",\"amount\":\"number\",\"text\":\"string\"}";

  private final Objects bucket;
  private final UnaryOperator<JsonObject> config;

  /**
   * @param config the config of a source that reads a stream out of the bucket
   */
  Matrix(Objects bucket, UnaryOperator<JsonObject> config) {
    this.bucket = bucket;
    this.config = config;
  }

  /** A bucket that objects are put into. */
  interface Objects {
    void put(String key, byte[] content);
  }

  /** Files of one format and encoding, and what stands in each of them. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Cell(String name, JsonObject format, SampleTable table, byte[] content) {}

  void compare(long seed) throws Exception {
    Random random = new Random(seed);
    for (Cell cell : cells(random)) {
      for (Packer packer : Packer.values()) {
        String name = cell.name() + "/table";
        bucket.put(packer.nameOf(name), packer.pack("table", cell.content()));
      }
      JsonObject stream = stream(cell);
      Map<Object, List<String>> whole =
          Store.read(Store.open(config.apply(stream))).records.stream()
              .collect(
                  Collectors.groupingBy(
                      record -> record.get(SourceFile.URL),
                      Collectors.mapping(SampleTable::text, Collectors.toList())));
      Map<Object, List<String>> pieces = inPieces(stream, random);
      for (Packer packer : Packer.values()) {
        String url = packer.urlOf(cell.name() + "/table", "table");
        List<String> written = cell.table().texts();
        String what = "seed " + seed + ": " + url;
        assertThat(whole.getOrDefault(url, List.of())).as(what).isEqualTo(written);
        assertThat(pieces.get(url)).as(what + " in pieces").isEqualTo(written);
      }
      assertThat(pieces).hasSize(Packer.values().length);
    }
  }

  private static JsonObject stream(Cell cell) {
    return Store.stream("", cell.name() + "/**")
        .put("format", cell.format())
        .put("input_schema", SCHEMA);
  }

  private static List<Cell> cells(Random random) throws Exception {
    List<Cell> cells = new ArrayList<>();
    for (SampleEncoding encoding : SampleEncoding.ALL) {
      SampleTable table = new SampleTable(random, random.nextInt(80), encoding.letters() + "\r");
      String config = encoding.name();
      cells.add(
          new Cell(
              "csv/" + config,
              JsonObject.of("filetype", "csv", "encoding", config)
                  .put("null_values", new ArrayList<Object>(List.of("NULL"))),
              table,
              table.csv(Charset.forName(encoding.charset()), config.equals("utf-8-sig"))));
    }
    for (String type : List.of("jsonl", "parquet", "avro", "excel")) {
      boolean isExcel = type.equals("excel");
      int most = type.equals("parquet") ? 5_000 : 300;
      SampleTable table = new SampleTable(random, random.nextInt(most), isExcel ? "é" : "é漢😀\r");
      byte[] content =
          switch (type) {
            case "jsonl" -> table.jsonl();
            case "parquet" -> table.parquet(random);
            case "avro" -> table.avro(random);
            default -> table.excel();
          };
      cells.add(new Cell(type, JsonObject.of("filetype", type), table, content));
    }
    return cells;
  }

  /** Everything that is in the files of a stream, by URL. */
  private Map<Object, List<String>> inPieces(JsonObject of, Random random) throws Exception {
    FileStream stream = FileStream.of("streams[0]", of, false);
    JsonObject source = config.apply(of);
    String name = source.text("bucket", "");
    S3Access access = S3Access.of(source);
    CallStats stats = new CallStats();
    Account account = Account.shared("s3:matrix", Budget.of(List.of()), Time.SYSTEM);
    Bucket read =
        new Bucket(
            new S3Clients(access, Network.DIRECT).s3(name, new Meter(account, stats)),
            new Refusals(name, Problem.Kind.SOURCE),
            false);
    Contents contents = new Contents(read);
    Map<Object, List<String>> all = new LinkedHashMap<>();
    for (SourceFile file :
        new Files(read, stream.globs(), null, true, new Crew()).next(null).files()) {
      ReadAll pieces =
          ReadAll.inPieces(stream.format(), contents.of(file), stream.given(), random, 60);
      assertThat(pieces.bad()).isEmpty();
      all.put(file.url(), pieces.records().stream().map(SampleTable::text).toList());
    }
    return all;
  }
}
