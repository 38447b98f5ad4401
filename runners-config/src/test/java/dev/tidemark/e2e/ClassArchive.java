package dev.tidemark.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The classes that a sync loads, made ready once for the many processes that tests start: each then
 * takes a second less. Java archives classes of jars only, so folders stand behind the jars.
 */
record ClassArchive(Path file, String classPath) {
  private static final Collector<CharSequence, ?, String> LIST =
      Collectors.joining(File.pathSeparator);

  private static final ClassArchive INSTANCE = make();

  static ClassArchive get() {
    return INSTANCE;
  }

  List<String> options() {
    return List.of("-XX:SharedArchiveFile=" + file, "-cp", classPath);
  }

  private static ClassArchive make() {
    List<String> all =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    String jars = all.stream().filter(p -> p.endsWith(".jar")).collect(LIST);
    String classPath =
        jars + File.pathSeparator + all.stream().filter(p -> !p.endsWith(".jar")).collect(LIST);
    try {
      Path folder = Files.createTempDirectory("tidemark-classes");
      Path archive = folder.resolve("classes.jsa");
      // What is named last goes first.
      folder.toFile().deleteOnExit();
      archive.toFile().deleteOnExit();
      Path job =
          Files.writeString(
              folder.resolve("job.yaml"), "source: demo/persistiq\nstreams: [tags]\n");
      Path list = folder.resolve("list");
      List<String> sync = new ArrayList<>(Program.FLAGS);
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
      return new ClassArchive(archive, classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
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
