package dev.tidemark.cli;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds manifests: files as they are given, and what looks like one in folders. */
final class ManifestFiles {
  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
  private static final Pattern NAMED = Pattern.compile("manifest\\.ya?ml");
  private static final Pattern TYPED =
      Pattern.compile("^[\"']?type[\"']?:\\s*[\"']?DeclarativeSource\\b", Pattern.MULTILINE);

  private ManifestFiles() {}

  static List<Path> in(List<Path> filesAndFolders) {
    List<Path> found = new ArrayList<>();
    for (Path path : filesAndFolders) {
      if (!Files.exists(path)) {
        throw Problem.config("there is no file or folder " + path);
      }
      if (!Files.isDirectory(path)) {
        found.add(path);
        continue;
      }
      List<Path> here = inFolder(path);
      if (here.isEmpty()) {
        throw Problem.config("there is no manifest in " + path);
      }
      found.addAll(here);
    }
    return found;
  }

  private static List<Path> inFolder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(ManifestFiles::isManifest).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw Problem.config("can't look through " + folder + ": " + e.getMessage());
    }
  }

  private static boolean isManifest(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && YAML.matcher(name).matches()
        && (NAMED.matcher(name).matches() || TYPED.matcher(letters(file)).find());
  }

  /** All of it that is plain letters; a file in a folder may be anything. */
  private static String letters(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw Problem.config("can't read " + file);
    }
  }
}
