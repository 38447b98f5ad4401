package dev.tidemark.bench;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.selection.RecordSchema;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.transform.Transformation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to find, filter and transform a record, once its page is parsed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectionBenchmark {
  private static final int RECORDS = 1_000;

  /** What a manifest says of its records, by what the results call it. */
  private static final Map<String, String> WORK =
      Map.of(
          "extract", "",
          "filter", "record_filter: {condition: \"{{ record.active and record.id > 10 }}\"}",
          "add",
              "transformations: [{type: AddFields, fields: [{path: [owner_id], value: \"{{"
                  + " record.owner.id }}\"}, {path: [label], value: \"{{ record.name }}-{{"
                  + " record.id }}\"}]}]",
          "remove", "transformations: [{type: RemoveFields, field_pointers: [[name], [owner, x]]}]",
          "flatten", "transformations: [{type: FlattenFields}]",
          "snake_case", "transformations: [{type: KeysToSnakeCase}]",
          "normalize", "schema_normalization: Default");

  private static final JsonObject SCHEMA =
      Json.parseObject(
          "{\"properties\":{\"id\":{\"type\":\"string\"},\"score\":{\"type\":\"number\"},"
              + "\"active\":{\"type\":\"boolean\"},\"name\":{\"type\":[\"string\",\"null\"]}}}");

  @Param({"extract", "filter", "add", "remove", "flatten", "snake_case", "normalize"})
  public String work;

  private final String page = page();
  private RecordSelector selector;
  private List<Object> elements;

  private static String page() {
    StringBuilder text = new StringBuilder("{\"data\":[");
    for (int i = 0; i < RECORDS; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"id\":" + i + ",\"name\":\"Name " + i + "\",\"score\":\"" + i + ".5\",")
          .append("\"active\":true,\"createdAt\":\"2024-05-01T10:00:00Z\",")
          .append("\"owner\":{\"id\":" + i % 7 + ",\"email\":\"o@example.com\",\"x\":null}}");
    }
    return text.append("]}").toString();
  }

  /** Compiles the selector. */
  @Setup
  public void compile() {
    Flaws flaws = new Flaws();
    Component root =
        Document.read(
                "bench",
                "selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path:"
                    + " [data]}, "
                    + (WORK.get(work).startsWith("transformations") ? "" : WORK.get(work))
                    + "}\n"
                    + (WORK.get(work).startsWith("transformations") ? WORK.get(work) : "x: 1")
                    + "\n")
            .root(new JsonObject(), flaws);
    RecordSelector.Setting setting =
        new RecordSelector.Setting(
            null,
            null,
            Transformation.REGISTRY.makeAll(root.children("transformations")),
            RecordSchema.of(SCHEMA),
            false,
            false);
    selector = RecordSelector.registry(setting).make(root.child("selector"));
    selector.prepare(null);
    flaws.refuse("bench");
  }

  /** Transformations change records, so each time there are new ones. */
  @Setup(Level.Invocation)
  public void parse() {
    elements = List.of(Json.parseObject(page));
  }

  /** Extracts, filters and transforms the records of a page. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object select() throws Exception {
    return selector.select(selector.extract(elements), Map.of(), record -> true);
  }
}
