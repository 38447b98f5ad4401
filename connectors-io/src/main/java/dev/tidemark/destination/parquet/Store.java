package dev.tidemark.destination.parquet;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a destination's files are. Names are paths from its root, parts divided by {@code /}; what
 * begins with {@code _tidemark/} is not for readers of the tables. Safe for any thread.
 */
interface Store extends AutoCloseable {
  /** Whether files travel, and what is here are copies that make room for each other. */
  boolean isFar();

  /** Names of all files in a folder and below, in order. */
  List<String> list(String folder);

  /** Those of them that come after one. */
  List<String> list(String folder, String after);

  /** What a small file holds; empty if there is none of that name. */
  Optional<byte[]> read(String name);

  /**
   * Makes a file, wholly or not at all.
   *
   * @return false if there is one of that name, with another content: of several who try, one alone
   *     makes it
   */
  boolean create(String name, byte[] content);

  /** Makes a file or puts another in its place. */
  void write(String name, byte[] content);

  /** Takes a local file in, which is there no more afterwards. */
  void take(Path file, String name);

  /** A file's content as a local file, to be read only, until the store is closed. */
  Path local(String name);

  /**
   * Lends files as local ones, to be read only. They are lent some at a time, where all at once
   * would take too much room.
   */
  void lend(Collection<String> names, Consumer<Map<String, Path>> use);

  void delete(Collection<String> names);

  /** Deletes files that are shown no longer, at once or when nobody can be reading them. */
  void retire(Collection<String> names);

  /** Deletes a folder and all below. */
  void deleteFolder(String folder);

  /** Deletes those files of a folder that are older than anything that is still being made. */
  void deleteOrphans(String folder, Collection<String> known);

  /** Deletes what was never taken in, once nobody can be writing it any more. */
  void deleteUnfinished();

  /** A local name, not in use, for a file or a folder of files that are to be taken in. */
  Path newWorkFile();

  /** The folder for a table's files. */
  String dataFolder(String table);

  /**
   * Lets those who list a table's folder see these files and no others.
   *
   * @param version grows with every change of what is to be seen
   */
  void show(String table, long version, Collection<String> files);

  @Override
  void close();
}
