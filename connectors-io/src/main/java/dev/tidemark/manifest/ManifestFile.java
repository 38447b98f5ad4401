package dev.tidemark.manifest;

import dev.tidemark.manifest.language.FilesBeside;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads manifests from files, with the schemas and the spec that lie beside them. */
public final class ManifestFile {
  private static final int MOST_FILES = 5_000;
  private static final long MOST_BYTES = 16L << 20;

  private ManifestFile() {}

  /**
   * The text of a manifest. Schemas in the folder {@code schemas} beside it come along in the text,
   * so that every worker has them, and so does a spec.
   *
   * @throws Problem if it can't be read, or what lies beside it is too large
   */
  public static String read(Path manifest) {
    try {
      Path folder = manifest.toAbsolutePath().getParent();
      Map<String, String> files = schemas(folder);
      files.putAll(spec(folder));
      return FilesBeside.append(Files.readString(manifest), files);
    } catch (NoSuchFileException e) {
      throw Problem.config("there is no file " + e.getFile());
    } catch (MalformedInputException e) {
      throw Problem.config(manifest + ", or a file beside it, is not UTF-8 text");
    } catch (IOException | UncheckedIOException e) {
      throw Problem.config("can't read the manifest " + manifest + " and what lies beside it");
    }
  }

  private static Map<String, String> spec(Path folder) throws IOException {
    for (String name : FilesBeside.SPECS) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        if (Files.size(file) > MOST_BYTES) {
          throw Problem.config(file + " has more than " + (MOST_BYTES >> 20) + " MB");
        }
        return Map.of(name, Files.readString(file));
      }
    }
    return Map.of();
  }

  private static Map<String, String> schemas(Path folder) throws IOException {
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
