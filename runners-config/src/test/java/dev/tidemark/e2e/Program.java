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
  private static final int SOME_TURNS = 30;

  static final String MAIN = "dev.tidemark.cli.Main";
  static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final String USUAL_MEMORY = "512m";

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
    List<String> options = List.of("-cp", classPath.toString());
    return end(start(USUAL_MEMORY, options, folder, Map.of(), arguments), folder);
  }

  static Ended end(Process process, Path folder) throws IOException, InterruptedException {
    int exit = process.waitFor();
    return new Ended(exit, read(folder.resolve("out")), read(folder.resolve("err")));
  }

  static Process start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(
        USUAL_MEMORY,
        ClassArchive.get().options(List.of(arguments)),
        folder,
        environment,
        arguments);
  }

  /** The same with so much memory for its heap. */
  static Process startWithin(String memory, Path folder, String... arguments) throws IOException {
    return start(
        memory, ClassArchive.get().options(List.of(arguments)), folder, Map.of(), arguments);
  }

  /** Another program, compiled as it is started: the path of its source, and its arguments. */
  static Ended java(Path folder, String... sourceAndArguments)
      throws IOException, InterruptedException {
    return java(folder, Map.of(), List.of(sourceAndArguments));
  }

  static Ended java(Path folder, Map<String, String> environment, List<String> sourceAndArguments)
      throws IOException, InterruptedException {
    List<String> options = List.of("-cp", System.getProperty("java.class.path"));
    return end(startJava(USUAL_MEMORY, options, folder, environment, sourceAndArguments), folder);
  }

  private static Process start(
      String memory,
      List<String> options,
      Path folder,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    List<String> program = new ArrayList<>(List.of(MAIN));
    program.addAll(List.of(arguments));
    return startJava(memory, options, folder, environment, program);
  }

  private static Process startJava(
      String memory,
      List<String> options,
      Path folder,
      Map<String, String> environment,
      List<String> program)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(FLAGS);
    command.add("-Xmx" + memory);
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

  /** The Java that runs the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns when the simulator has been asked often enough, or the process has ended. */
  static void awaitRequests(Process process, Simulator simulator, int requests) {
    while (process.isAlive() && simulator.requestCount() < requests) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** The same for a continuous sync of few pages, until it has had some more turns. */
  static void awaitTurns(Process process, Simulator simulator) {
    awaitRequests(process, simulator, simulator.requestCount() + SOME_TURNS);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
