package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.Dataset;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples in Python and YAML, where {@code -Dtidemark.python} names a Python that has Beam.
 */
class PythonTest {
  private static final String PYTHON = System.getProperty("tidemark.python", "");

  @TempDir Path folder;

  @BeforeAll
  static void findPython() {
    assumeTrue(
        !PYTHON.isEmpty(), "no -Dtidemark.python with apache-beam[yaml]; see CONTRIBUTING.md");
  }

  @Test
  void callsAreReadAndWrittenFromPythonAndFromYaml() throws Exception {
    try (Simulator simulator =
        Simulators.start("twilio", SimulatorOptions.defaults().withSize(200).withoutRateLimit())) {
      int port = freePort();
      Map<String, String> environment =
          Map.of(
              "TWILIO_ACCOUNT_SID",
              Simulators.credentials("twilio", Account.KEY).get("account_sid").toString(),
              "TWILIO_AUTH_TOKEN",
              Account.KEY);
      Process service =
          Program.start(folder, environment, "expansion-service", "--port", "" + port);
      try {
        while (service.isAlive() && Files.size(folder.resolve("out")) == 0) {
          LockSupport.parkNanos(10_000_000);
        }
        String twilio = simulator.routes().get("api.twilio.com");
        run(
            example("calls.py").toString(),
            "--service=localhost:" + port,
            "--destination=" + lake(),
            "--twilio=" + twilio);
        Path yaml = folder.resolve("calls.yaml");
        Files.writeString(yaml, Files.readString(example("calls.yaml")).replace("8097", "" + port));
        run(
            "-m",
            "apache_beam.yaml.main",
            "--yaml_pipeline_file=" + yaml,
            "--jinja_variables={\"destination\":\"" + lake() + "\",\"twilio\":\"" + twilio + "\"}");
      } finally {
        service.destroy();
        service.waitFor();
      }
      List<Map<String, Object>> calls = simulator.truth("calls");
      Map<Object, Object> byStatus = new TreeMap<>();
      calls.forEach(call -> byStatus.merge(call.get("status"), 1L, (a, b) -> (Long) a + (Long) b));
      Map<Object, Object> counted = new TreeMap<>();
      Dataset.of(lake(), "calls_by_status")
          .rows()
          .forEach(row -> counted.put(row.get("status"), row.get("calls")));
      assertThat(counted).isEqualTo(byStatus);
      assertThat(Dataset.of(lake(), "outbound_calls").count())
          .isEqualTo(calls.stream().filter(c -> !"inbound".equals(c.get("direction"))).count());
    }
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve("python.log");
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }

  private String lake() {
    return "parquet:" + folder.resolve("lake");
  }

  private static Path example(String name) {
    Path here = Path.of("examples/beam").resolve(name);
    return (Files.exists(here) ? here : Path.of("..").resolve(here)).toAbsolutePath();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
