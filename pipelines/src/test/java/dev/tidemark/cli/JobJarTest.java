package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
  @TempDir Path folder;

  @Test
  void theFirstFileOfANameHoldsAndServicesAreJoined() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes/a"));
    Files.writeString(classes.resolve("X.class"), "first");
    Path jar =
        archive(
            Map.of(
                "a/X.class", "second",
                "b/Y.class", "y",
                "META-INF/services/a.S", "one\ntwo\n",
                "META-INF/KEY.SF", "signature",
                "module-info.class", "module"));
    Path other = archive(Map.of("META-INF/services/a.S", "two\nthree", "native/x.dll", "binary"));
    Path out = folder.resolve("out.jar");
    long bytes = JobJar.write(List.of(folder.resolve("classes"), jar, other), "a.X", out);
    assertThat(bytes).isEqualTo(Files.size(out));
    try (JarFile made = new JarFile(out.toFile())) {
      assertThat(made.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF", "a/X.class", "b/Y.class", "META-INF/services/a.S");
      assertThat(made.getManifest().getMainAttributes().getValue("Main-Class")).isEqualTo("a.X");
      assertThat(text(made, "a/X.class")).isEqualTo("first");
      assertThat(text(made, "META-INF/services/a.S")).isEqualTo("one\ntwo\nthree\n");
    }
  }

  @Test
  void aJarThatCannotBeReadLeavesTheOldOneAsItWas() throws Exception {
    Path out = Files.writeString(folder.resolve("out.jar"), "old");
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no archive");
    assertThatThrownBy(() -> JobJar.write(List.of(broken), "a.X", out))
        .isInstanceOf(ZipException.class);
    assertThat(out).hasContent("old");
    assertThat(folder.toFile().list()).doesNotContain("out.jar.unfinished");
  }

  private Path archive(Map<String, String> files) throws IOException {
    Path file = Files.createTempFile(folder, "some", ".jar");
    try (OutputStream raw = Files.newOutputStream(file);
        ZipOutputStream out = new ZipOutputStream(raw)) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
