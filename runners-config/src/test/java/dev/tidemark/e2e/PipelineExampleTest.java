package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Dataset;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of a pipeline of one's own, on each runner, against what the simulator holds. */
class PipelineExampleTest {
  private static final int PEOPLE = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner --flinkMaster=[local]"})
  void callsAreJoinedWithPeople(String runner) throws Exception {
    try (Simulator simulator =
        Simulators.start("twilio", SimulatorOptions.defaults().withSize(200).withoutRateLimit())) {
      List<Map<String, Object>> calls = simulator.truth("calls");
      Map<Object, String> names = new TreeMap<>();
      StringBuilder people = new StringBuilder();
      for (Map<String, Object> call : calls) {
        if (names.size() < PEOPLE
            && names.putIfAbsent(call.get("to"), "P" + names.size()) == null) {
          String name = names.get(call.get("to"));
          people.append("{\"phone\":\"" + call.get("to") + "\",\"name\":\"" + name + "\"}\n");
        }
      }
      Files.writeString(folder.resolve("people.jsonl"), people);
      Map<Object, Object> expected = new TreeMap<>();
      calls.stream()
          .filter(call -> names.containsKey(call.get("to")))
          .forEach(call -> expected.put(call.get("sid"), names.get(call.get("to"))));
      List<String> arguments = new ArrayList<>();
      arguments.add(example().toString());
      arguments.add("--people=" + folder.resolve("people.jsonl"));
      arguments.add("--destination=parquet:" + folder.resolve("lake"));
      arguments.addAll(List.of(runner.split(" ")));
      Program.Ended ended =
          Program.java(
              folder,
              Map.of(
                  "TWILIO_ACCOUNT_SID",
                  Simulators.credentials("twilio", Account.KEY).get("account_sid").toString(),
                  "TWILIO_AUTH_TOKEN",
                  Account.KEY,
                  "TWILIO_URL",
                  simulator.routes().get("api.twilio.com")),
              arguments);
      assertThat(ended.exit()).as(ended.err()).isZero();
      Map<Object, Object> joined = new TreeMap<>();
      Dataset.of("parquet:" + folder.resolve("lake"), "calls_of_people")
          .rows()
          .forEach(row -> joined.put(row.get("sid"), row.get("name")));
      assertThat(joined).isEqualTo(expected).isNotEmpty();
    }
  }

  private static Path example() {
    Path here = Path.of("examples/pipeline/crm/CallsOfPeople.java");
    return (Files.exists(here) ? here : Path.of("..").resolve(here)).toAbsolutePath();
  }
}
