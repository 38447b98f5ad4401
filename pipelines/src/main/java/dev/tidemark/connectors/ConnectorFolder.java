package dev.tidemark.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.tidemark.manifest.ManifestReport;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Home;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The connectors that a user has added: {@code connectors} in the user's folder. */
public final class ConnectorFolder {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final Path folder;

  /**
   * @param home of the user, in which the folder is
   */
  ConnectorFolder(Path home) {
    this.folder = home.resolve("connectors");
  }

  public static ConnectorFolder ofUser() {
    return new ConnectorFolder(Home.path());
  }

  /** All of them, by name. */
  public List<Connector> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .map(f -> new Connector(f.getFileName().toString(), f))
          .filter(c -> NAME.matcher(c.name()).matches() && Files.exists(c.manifest()))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    } catch (IOException e) {
      throw Problem.config("can't look into " + folder + ": " + FileTrouble.reason(e));
    }
  }

  public List<String> names() {
    return all().stream().map(Connector::name).toList();
  }

  public Optional<Connector> find(String name) {
    return all().stream().filter(connector -> connector.name().equals(name)).findFirst();
  }

  /**
   * Adds a connector, in place of one of that name.
   *
   * @param name what jobs will call it
   * @throws Problem if its manifest can't be used, or the folder can't be written to
   */
  public Connector add(String name, Offer offer) {
    refuseName(name);
    ManifestReport.of(name, offer.text(), Clock.systemUTC()).refuse(name);
    if (!folder.isAbsolute()) {
      throw Home.missing();
    }
    Connector connector = new Connector(name, folder.resolve(name));
    try {
      Files.createDirectories(connector.folder());
      write(connector.manifest(), offer.text());
      // The pin comes last: without it, or with an older one, the manifest is not used.
      write(connector.folder().resolve(Connector.PIN), Pin.of(offer).toString());
      return connector;
    } catch (IOException e) {
      throw unwritable(connector.folder(), e);
    }
  }

  private static void refuseName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.config(
          "'"
              + name
              + "' can't be the name of a connector; give it one of small letters, digits, - and _"
              + " with --name");
    }
    if (Sources.all().stream().map(SourceProvider::name).anyMatch(name::equals)) {
      throw Problem.config(
          "there is a built-in source '" + name + "'; give this one another name with --name");
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part-" + ProcessHandle.current().pid());
    Files.write(part, text.getBytes(UTF_8));
    Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /**
   * Removes a connector.
   *
   * @throws Problem if there is none of that name, or it can't be removed
   */
  public void remove(String name) {
    Connector connector = find(name).orElseThrow(() -> unknown(name));
    try (Stream<Path> files = Files.list(connector.folder())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(connector.folder());
    } catch (IOException e) {
      throw unwritable(connector.folder(), e);
    }
  }

  private Problem unknown(String name) {
    List<String> names = names();
    String added = names.isEmpty() ? "None was added" : "Added: " + String.join(", ", names);
    return Problem.config(
        "there is no connector '"
            + name
            + "' to remove."
            + Nearest.hint(name, names)
            + " "
            + added);
  }

  private static Problem unwritable(Path folder, IOException e) {
    return Problem.config(
        "can't write to "
            + folder
            + ": "
            + FileTrouble.reason(e)
            + "; "
            + Home.hint()
            + ", or make this one so");
  }
}
