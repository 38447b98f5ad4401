package dev.tidemark.destination.parquet;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of this machine for copies of files that never change: those used longest ago make room.
 * It is locked as long as it is used, so that the next worker can remove what one that was killed
 * has left.
 */
final class Scratch implements AutoCloseable {
  private static final String PREFIX = "tidemark-parquet-";
  private static final String LOCK = "lock";

  private final long most;
  private final Path folder;
  private final FileChannel lock;
  private final Map<String, Path> copies = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most how many bytes of copies stay
   */
  Scratch(Path parent, long most) {
    this.most = most;
    try {
      removeAbandoned(parent);
      this.folder = Files.createTempDirectory(parent, PREFIX);
      this.lock = lock(folder);
    } catch (IOException e) {
      throw Problem.destination("can't make a folder for files in " + parent + ": " + e, e);
    }
  }

  /** Nobody sees the file before it is locked. */
  private static FileChannel lock(Path folder) throws IOException {
    Path unlocked = folder.resolve("unlocked");
    FileChannel channel =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.move(unlocked, folder.resolve(LOCK));
    return channel;
  }

  private static void removeAbandoned(Path parent) throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(parent)) {
      others = all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path other : others) {
      if (Files.isWritable(other.resolve(LOCK))) {
        removeIfAbandoned(other);
      }
    }
  }

  private static void removeIfAbandoned(Path other) throws IOException {
    try (FileChannel channel = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        deleteTree(other);
      }
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      // A worker of this process is using it, or has just removed it.
      return;
    }
  }

  static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A name that is not in use. */
  Path newFile() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  boolean has(String name) {
    return copies.containsKey(name);
  }

  Optional<Path> copy(String name) {
    return Optional.ofNullable(copies.get(name));
  }

  /** Keeps a file as the copy of another. */
  void keep(String name, Path file) {
    Path kept = newFile();
    try {
      Files.move(file, kept);
      bytes += Files.size(kept);
    } catch (IOException e) {
      throw Problem.destination("can't keep a copy in " + folder + ": " + e, e);
    }
    copies.put(name, kept);
  }

  boolean isFull() {
    return bytes >= most;
  }

  /** Removes copies, until half of the room is free. */
  void makeRoom() {
    try {
      Iterator<Path> oldest = copies.values().iterator();
      while (bytes > most / 2 && oldest.hasNext()) {
        Path copy = oldest.next();
        bytes -= Files.size(copy);
        Files.delete(copy);
        oldest.remove();
      }
    } catch (IOException e) {
      throw Problem.destination("can't make room in " + folder + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      deleteTree(folder);
      lock.close();
    } catch (IOException e) {
      throw Problem.destination("can't remove " + folder + ": " + e, e);
    }
  }
}
