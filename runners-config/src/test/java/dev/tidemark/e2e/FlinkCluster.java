package dev.tidemark.e2e;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A real Flink cluster on this machine: a JobManager and TaskManagers, each a process of its own,
 * that knows nothing of the program but what a job brings along.
 */
final class FlinkCluster implements AutoCloseable {
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink|slf4j|commons-(cli|collections|compress|io|lang3|math3|text)|snappy|lz4|kryo|minlog"
              + "|objenesis|chill|javassist|jsr305|async-profiler)-.*");
  private static final Pattern SLOTS = Pattern.compile("\"slots-total\":(\\d+)");
  private static final long POLL_NANOS = 50_000_000;
  private static final List<String> OPENED =
      List.of(
          "lang",
          "net",
          "io",
          "nio",
          "lang.reflect",
          "text",
          "time",
          "util",
          "util.concurrent",
          "util.concurrent.atomic",
          "util.concurrent.locks");

  private final Path folder;
  private final int slots;
  private final Map<String, String> environment;
  private final int restPort = freePort();
  private final List<Process> workers = new ArrayList<>();
  private Process master;

  private FlinkCluster(Path folder, int slots, Map<String, String> environment) {
    this.folder = folder;
    this.slots = slots;
    this.environment = environment;
  }

  /**
   * Starts a cluster, ready to work.
   *
   * @param slots of each worker
   * @param environment what its processes have beside their usual environment
   */
  static FlinkCluster start(Path folder, int workers, int slots, Map<String, String> environment)
      throws IOException, InterruptedException {
    FlinkCluster cluster = new FlinkCluster(folder, slots, environment);
    cluster.configure();
    cluster.startMaster();
    for (int i = 0; i < workers; i++) {
      cluster.startWorker();
    }
    cluster.awaitSlots();
    return cluster;
  }

  String address() {
    return "127.0.0.1:" + restPort;
  }

  void startMaster() throws IOException {
    master =
        launch(
            "master",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("-Xmx400m"),
            List.of());
  }

  void startWorker() throws IOException {
    String id = "worker" + workers.size();
    workers.add(
        launch(
            id,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of("-Xmx640m", "-XX:MaxDirectMemorySize=400m", "-XX:MaxMetaspaceSize=400m"),
            List.of("-D", "taskmanager.resource-id=" + id)));
  }

  /** Kills the worker that was started first of those that live. */
  void killWorker() {
    kill(workers.stream().filter(Process::isAlive).findFirst().orElseThrow());
  }

  void killMaster() {
    kill(master);
  }

  /** Returns when all living workers have come together. */
  void awaitSlots() throws InterruptedException {
    while (totalSlots() < slots * workers.stream().filter(Process::isAlive).count()) {
      if (!master.isAlive()) {
        throw new IllegalStateException("the JobManager has ended; see " + folder);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private int totalSlots() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address() + "/overview")).build();
    try {
      String body =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher matcher = SLOTS.matcher(body);
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      // It does not listen yet.
      return 0;
    }
  }

  private void configure() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", String.valueOf(freePort()));
    settings.put("jobmanager.memory.process.size", "1024m");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.port", String.valueOf(restPort));
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.numberOfTaskSlots", String.valueOf(slots));
    settings.put("taskmanager.cpu.cores", "2.0");
    settings.put("taskmanager.memory.task.heap.size", "512m");
    settings.put("taskmanager.memory.task.off-heap.size", "0m");
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.framework.off-heap.size", "128m");
    settings.put("taskmanager.memory.network.min", "64m");
    settings.put("taskmanager.memory.network.max", "64m");
    settings.put("taskmanager.memory.managed.size", "128m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "400m");
    settings.put("taskmanager.memory.jvm-overhead.min", "128m");
    settings.put("taskmanager.memory.jvm-overhead.max", "128m");
    settings.put("heartbeat.interval", "1000");
    settings.put("heartbeat.timeout", "5000");
    Files.write(
        folder.resolve("flink-conf.yaml"),
        settings.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  private Process launch(String name, String main, List<String> memory, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Program.java());
    command.addAll(Program.FLAGS);
    command.addAll(memory);
    // What a killed process leaves behind goes with the folder.
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    OPENED.forEach(p -> command.add("--add-opens=java.base/java." + p + "=ALL-UNNAMED"));
    command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    command.add("--add-exports=java.base/sun.net.util=ALL-UNNAMED");
    command.add("--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    command.add("--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath(), main, "--configDir", folder.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(file -> OF_FLINK.matcher(Path.of(file).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void kill(Process process) {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    for (Process worker : workers) {
      kill(worker);
    }
    kill(master);
  }
}
