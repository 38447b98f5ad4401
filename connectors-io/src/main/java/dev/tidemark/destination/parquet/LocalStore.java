package dev.tidemark.destination.parquet;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of this machine, or one that several machines share. Files come into being by renaming
 * or linking what is written already, so nobody sees half of one. What a table shows to those who
 * list its folder is a folder of links, and the table's own name a symbolic link to that: it is
 * changed in one step.
 */
final class LocalStore implements Store {
  private static final Duration ORPHANS_AGE = Duration.ofDays(1);
  private static final String HIDDEN = "_tidemark/";
  private static final String UNFINISHED = HIDDEN + "unfinished/";

  private final Path root;

  LocalStore(Path root) {
    this.root = root;
  }

  /** Something done with files. */
  private interface Action<T> {
    T run() throws IOException;
  }

  private <T> T attempt(String what, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw Problem.destination("can't " + what + " in " + root + ": " + reason, e);
    }
  }

  @Override
  public boolean isFar() {
    return false;
  }

  @Override
  public List<String> list(String folder, String after) {
    return list(folder).stream().filter(name -> name.compareTo(after) > 0).toList();
  }

  @Override
  public List<String> list(String folder) {
    Path start = root.resolve(folder);
    return attempt(
        "list " + folder,
        () -> {
          if (!Files.isDirectory(start)) {
            return List.of();
          }
          List<String> names = new ArrayList<>();
          Files.walkFileTree(start, new Names(names));
          Collections.sort(names);
          return names;
        });
  }

  /** Finds files while other workers make and delete some, and folders with them. */
  private final class Names extends SimpleFileVisitor<Path> {
    private final List<String> names;

    Names(List<String> names) {
      this.names = names;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        names.add(root.relativize(file).toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  @Override
  public Optional<byte[]> read(String name) {
    return attempt(
        "read " + name,
        () -> {
          try {
            return Optional.of(Files.readAllBytes(root.resolve(name)));
          } catch (NoSuchFileException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean create(String name, byte[] content) {
    return attempt(
        "write " + name,
        () -> {
          Path written = written(content);
          try {
            Files.createLink(made(name), written);
            return true;
          } catch (FileAlreadyExistsException e) {
            return false;
          } finally {
            Files.delete(written);
          }
        });
  }

  @Override
  public void write(String name, byte[] content) {
    attempt(
        "write " + name,
        () -> Files.move(written(content), made(name), StandardCopyOption.ATOMIC_MOVE));
  }

  /** A file without a name of its own yet, safe on disk. */
  private Path written(byte[] content) throws IOException {
    Path file = newFile();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  private Path newFile() throws IOException {
    return Files.createDirectories(root.resolve(UNFINISHED)).resolve(UUID.randomUUID().toString());
  }

  /** The place of a file, in a folder that exists. */
  private Path made(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  @Override
  public void take(Path file, String name) {
    attempt(
        "write " + name,
        () -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
          return Files.move(file, made(name), StandardCopyOption.ATOMIC_MOVE);
        });
  }

  @Override
  public Path local(String name) {
    return root.resolve(name);
  }

  @Override
  public void lend(Collection<String> names, Consumer<Map<String, Path>> use) {
    use.accept(names.stream().collect(Collectors.toMap(name -> name, this::local)));
  }

  /** Whoever is reading has them still, in the view of the snapshot before. */
  @Override
  public void retire(Collection<String> names) {
    delete(names);
  }

  @Override
  public void delete(Collection<String> names) {
    attempt(
        "delete",
        () -> {
          for (String name : names) {
            Files.deleteIfExists(root.resolve(name));
          }
          return null;
        });
  }

  @Override
  public void deleteFolder(String folder) {
    attempt(
        "delete " + folder,
        () -> {
          deleteTree(root.resolve(folder));
          return null;
        });
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Scratch.deleteTree(folder);
    }
  }

  @Override
  public void deleteOrphans(String folder, Collection<String> known) {
    Instant oldest = Instant.now().minus(ORPHANS_AGE);
    Set<String> kept = Set.copyOf(known);
    attempt(
        "delete orphans",
        () -> {
          for (String name : list(folder)) {
            Path file = root.resolve(name);
            if (!kept.contains(name) && isOlder(file, oldest)) {
              Files.deleteIfExists(file);
            }
          }
          return null;
        });
  }

  private static boolean isOlder(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      // Whoever was writing it has moved it to where it belongs: it is no orphan.
      return false;
    }
  }

  @Override
  public void deleteUnfinished() {
    deleteOrphans(UNFINISHED, List.of());
  }

  @Override
  public Path newWorkFile() {
    return attempt("write", this::newFile);
  }

  @Override
  public String dataFolder(String table) {
    return HIDDEN + "data/" + table + "/";
  }

  @Override
  public void show(String table, long version, Collection<String> files) {
    attempt(
        "show the files of " + table,
        () -> {
          synchronized (LocalStore.class) {
            try (FileChannel lock =
                FileChannel.open(
                    made(HIDDEN + "views/lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
              lock.lock();
              link(table, version, files);
            }
          }
          return null;
        });
  }

  private void link(String table, long version, Collection<String> files) throws IOException {
    Path name = root.resolve(table);
    if (Files.exists(name, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(name)) {
      throw new IOException(name + " is there already, and is none of ours");
    }
    Path views = Files.createDirectories(root.resolve(HIDDEN + "views/" + table));
    long shown = shown(name);
    if (shown >= version) {
      return;
    }
    Path view = views.resolve(String.valueOf(version));
    deleteTree(view);
    Files.createDirectories(view);
    String folder = dataFolder(table);
    for (String file : files) {
      Path link = view.resolve(file.substring(folder.length()));
      Files.createDirectories(link.getParent());
      Files.createLink(link, root.resolve(file));
    }
    Path next = newFile();
    Files.createSymbolicLink(next, root.relativize(view));
    Files.move(next, name, StandardCopyOption.ATOMIC_MOVE);
    removeViews(views, Set.of(shown, version));
  }

  /** Nothing is held open. */
  @Override
  public void close() {}

  private static long shown(Path name) throws IOException {
    return Files.isSymbolicLink(name)
        ? Long.parseLong(Files.readSymbolicLink(name).getFileName().toString())
        : -1;
  }

  /** The view before stays: someone may be reading what it listed. */
  private static void removeViews(Path views, Set<Long> kept) throws IOException {
    try (Stream<Path> all = Files.list(views)) {
      for (Path view : all.toList()) {
        if (!kept.contains(Long.valueOf(view.getFileName().toString()))) {
          deleteTree(view);
        }
      }
    }
  }
}
