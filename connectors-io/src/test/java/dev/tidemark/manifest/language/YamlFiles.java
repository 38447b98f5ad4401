package dev.tidemark.manifest.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads YAML as manifests are read: dates stay text, numbers keep their digits. */
public final class YamlFiles {
  private YamlFiles() {}

  public static Object read(Path file) {
    try {
      return YamlReader.read(file.toString(), Files.readString(file), new Places());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
