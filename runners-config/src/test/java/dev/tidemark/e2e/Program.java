package dev.tidemark.e2e;

import dev.tidemark.simulator.Simulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The command line as a process of its own. */
final class Program {
  private static final long POLL_NANOS = 1_000_000;

  private static final List<String> USUAL_OPTIONS =
      List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"));

  private Program() {}

  /**
   * How a run ended.
   *
   * @param exit its exit code
   * @param out what it printed
   * @param err what it said beside that
   */
  record Ended(int exit, String out, String err) {}

  static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
    return run(folder, Map.of(), arguments);
  }

  static Ended run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return end(start(folder, environment, arguments), folder);
  }

  /** The same with more jars, behind all others. */
  static Ended runWith(List<Path> jars, Path folder, String... arguments)
      throws IOException, InterruptedException {
    StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
    jars.forEach(jar -> classPath.append(File.pathSeparator).append(jar));
    List<String> options = List.of("-Xmx512m", "-cp", classPath.toString());
    return end(start(options, folder, Map.of(), arguments), folder);
  }

  static Ended end(Process process, Path folder) throws IOException, InterruptedException {
    int exit = process.waitFor();
    return new Ended(exit, read(folder.resolve("out")), read(folder.resolve("err")));
  }

  static Process start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(USUAL_OPTIONS, folder, environment, arguments);
  }

  /** The same with so much memory for its heap. */
  static Process startWithin(String memory, Path folder, String... arguments) throws IOException {
    List<String> options = List.of("-Xmx" + memory, "-cp", System.getProperty("java.class.path"));
    return start(options, folder, Map.of(), arguments);
  }

  /** Another program, compiled as it is started: the path of its source, and its arguments. */
  static Ended java(Path folder, String... sourceAndArguments)
      throws IOException, InterruptedException {
    return end(startJava(USUAL_OPTIONS, folder, Map.of(), List.of(sourceAndArguments)), folder);
  }

  private static Process start(
      List<String> options, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> program = new ArrayList<>(List.of("dev.tidemark.cli.Main"));
    program.addAll(List.of(arguments));
    return startJava(options, folder, environment, program);
  }

  private static Process startJava(
      List<String> options, Path folder, Map<String, String> environment, List<String> program)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Returns when the simulator has been asked often enough, or the process has ended. */
  static void awaitRequests(Process process, Simulator simulator, int requests) {
    while (process.isAlive() && simulator.requestCount() < requests) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
