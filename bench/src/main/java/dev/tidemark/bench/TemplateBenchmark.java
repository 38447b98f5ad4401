package dev.tidemark.bench;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a template costs at each evaluation, beside the look-up alone that most of them are. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplateBenchmark {
  private final JsonObject record =
      JsonObject.of(
          "id",
          7L,
          "name",
          "Ann",
          "updated_at",
          "2024-05-01T10:00:00Z",
          "deleted",
          false,
          "owner",
          JsonObject.of("id", 9L, "email", "ann@example.com"));

  private final Map<String, Object> values =
      new HashMap<>(
          Map.of(
              "record",
              record,
              "config",
              JsonObject.of("start_date", "2024-01-01T00:00:00Z", "size", 100L)));

  private final Scope scope = Scope.of(values);

  private final Template path = Template.compile("{{ record['owner']['id'] }}");
  private final Template text = Template.compile("users/{{ record.id }}/posts");
  private final Template condition =
      Template.compile("{{ record.updated_at >= config['start_date'] and not record.deleted }}");
  private final Template choice =
      Template.compile("{{ record.get('nick', record.name) if record.id > 5 else 'none' }}");
  private final Template date =
      Template.compile("{{ format_datetime(record.updated_at, '%Y-%m-%d') }}");
  private final Template loop = Template.compile("{% for key in record %}{{ key }},{% endfor %}");

  /** The look-up by hand, to compare with. */
  @Benchmark
  public Object byHand() {
    return ((JsonObject) ((JsonObject) values.get("record")).get("owner")).get("id");
  }

  @Benchmark
  public Object path() {
    return path.evaluate(scope);
  }

  @Benchmark
  public Object text() {
    return text.evaluate(scope);
  }

  @Benchmark
  public boolean condition() {
    return condition.test(scope);
  }

  @Benchmark
  public Object choice() {
    return choice.evaluate(scope);
  }

  @Benchmark
  public Object date() {
    return date.evaluate(scope);
  }

  @Benchmark
  public Object loop() {
    return loop.evaluate(scope);
  }
}
