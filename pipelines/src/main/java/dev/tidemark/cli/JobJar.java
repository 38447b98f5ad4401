package dev.tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * All that stands on a class path in one jar. Where several places have a file of one name, the
 * first holds, as on the class path; lists of services are joined.
 */
final class JobJar {
  private static final String SERVICES = "META-INF/services/";

  /**
   * Signatures would not fit any more, and native code for what no cluster runs on is dead weight.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|.*\\.(SF|DSA|RSA|EC))|(.*/)?module-info\\.class"
              + "|.*\\.(dll|dylib|jnilib)|.*libduckdb_java\\.so_(macos|windows).*");

  private final JarOutputStream out;
  private final Set<String> written = new HashSet<>();
  private final Map<String, Set<String>> services = new TreeMap<>();

  private JobJar(JarOutputStream out) {
    this.out = out;
  }

  /** Writes the jar, wholly or not at all; returns how large it is. */
  static long write(List<Path> classPath, String mainClass, Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      try (OutputStream raw = Files.newOutputStream(unfinished);
          JarOutputStream out = new JarOutputStream(raw, manifest)) {
        out.setLevel(Deflater.BEST_SPEED);
        JobJar jar = new JobJar(out);
        for (Path place : classPath) {
          jar.add(place);
        }
        jar.addServices();
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return Files.size(file);
  }

  private void add(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      addFolder(place);
    } else if (Files.isRegularFile(place)) {
      addArchive(place);
    }
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        add(folder.relativize(file).toString().replace('\\', '/'), in);
      }
    }
  }

  private void addArchive(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          add(entry.getName(), in);
        }
      }
    }
  }

  private void add(String name, InputStream in) throws IOException {
    if (name.startsWith(SERVICES)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(services.computeIfAbsent(name, key -> new LinkedHashSet<>())::add);
    } else if (!LEFT_OUT.matcher(name).matches() && written.add(name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }

  private void addServices() throws IOException {
    for (Map.Entry<String, Set<String>> service : services.entrySet()) {
      out.putNextEntry(new ZipEntry(service.getKey()));
      out.write(String.join("\n", service.getValue()).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
      out.closeEntry();
    }
  }
}
