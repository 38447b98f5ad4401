package dev.tidemark.destination.blob;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The objects below some place of a bucket; names are what follows that place. What was written is
 * there for all from then on. Safe for any thread.
 */
public interface Blobs extends AutoCloseable {
  /** An object, as a listing tells of it. */
  record Found(String name, long size, Instant modified) {}

  /**
   * Objects whose names begin with a prefix, in order.
   *
   * @param after only those that come after this one; null for all
   */
  List<Found> list(String prefix, String after);

  /** What a small object holds; empty if there is none of that name. */
  Optional<byte[]> read(String name);

  /**
   * Makes an object where there is none of that name, in one request.
   *
   * @return false if there is one; which may have been made by this very call, if its answer was
   *     lost
   */
  boolean create(String name, byte[] content);

  /** Makes an object or puts another in its place. */
  void write(String name, byte[] content);

  /** Makes an object of a file, wholly or not at all. */
  void upload(Path file, String name);

  /** Makes a file of an object, which must be there. */
  void download(String name, Path file);

  /** Makes an object of another, without bringing it here. */
  void copy(String from, String to);

  /** Deletes those that are there. */
  void delete(Collection<String> names);

  /** Gives up what was uploaded in part by those who began before a time, and takes up room. */
  void deleteUnfinished(Instant before);

  /** What readers call an object. */
  String url(String name);

  @Override
  void close();
}
