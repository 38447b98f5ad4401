package dev.tidemark.source;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder of a stream's files.
 *
 * @param root folder of all streams
 * @param stream names a folder in it
 */
public record FileFolder(Path root, String stream) {
  /**
   * Writes a file, wholly or not at all, and replaces an older one.
   *
   * @param name may lead into folders of its own, but not out of this one
   * @return where it is, as records tell it
   */
  public JsonObject write(String name, InputStream content) {
    Path file = file(name);
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), ".tidemark-", ".part");
      try {
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return JsonObject.of(
          "staging_file_url",
          file.toString(),
          "source_file_relative_path",
          root.toAbsolutePath().normalize().relativize(file).toString(),
          "file_size_bytes",
          Files.size(file));
    } catch (IOException e) {
      throw Problem.config("can't write the file " + file + ": " + e);
    }
  }

  private Path file(String name) {
    try {
      Path home = inside(root.toAbsolutePath().normalize(), stream);
      return inside(home, name.replaceFirst("^/+", ""));
    } catch (InvalidPathException e) {
      throw Problem.source("a file can't be called '" + name + "': " + e.getReason());
    }
  }

  private static Path inside(Path folder, String name) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw Problem.source("a file can't be called '" + name + "': that is not in " + folder);
    }
    return path;
  }
}
