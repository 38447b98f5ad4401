package dev.tidemark.manifest;

import dev.tidemark.manifest.language.FilesBeside;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads manifests from files, with the schemas that lie beside them. */
public final class ManifestFile {
  private static final int MOST_FILES = 5_000;
  private static final long MOST_BYTES = 16L << 20;

  private ManifestFile() {}

  /**
   * The text of a manifest. Schemas in the folder {@code schemas} beside it come along in the text,
   * so that every worker has them.
   *
   * @throws Problem if it can't be read, or the schemas are too large
   */
  public static String read(Path manifest) {
    try {
      return FilesBeside.append(Files.readString(manifest), schemas(manifest));
    } catch (IOException | UncheckedIOException e) {
      throw Problem.config("can't read the manifest " + manifest);
    }
  }

  private static Map<String, String> schemas(Path manifest) throws IOException {
    Path folder = manifest.toAbsolutePath().getParent();
    Path schemas = folder.resolve("schemas");
    Map<String, String> texts = new TreeMap<>();
    if (!Files.isDirectory(schemas)) {
      return texts;
    }
    long bytes = 0;
    for (Path file : jsonFiles(schemas)) {
      bytes += Files.size(file);
      if (texts.size() == MOST_FILES || bytes > MOST_BYTES) {
        throw Problem.config(
            "the schemas in "
                + schemas
                + " are more than "
                + MOST_FILES
                + " files or "
                + (MOST_BYTES >> 20)
                + " MB");
      }
      String path = folder.relativize(file).toString().replace('\\', '/');
      texts.put(path, Files.readString(file));
    }
    return texts;
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 4)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }
}
