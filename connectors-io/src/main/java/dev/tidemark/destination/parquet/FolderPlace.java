package dev.tidemark.destination.parquet;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder of a file system. */
record FolderPlace(Path root) implements Place {
  static FolderPlace of(DestinationRef ref) {
    String location = ref.location().replaceFirst("^//(?=.)", "");
    if (location.isBlank() || location.contains("://")) {
      throw Problem.config(
          "a Parquet destination needs a folder or part of a bucket, as in parquet:data/crm,"
              + " parquet:s3://bucket/crm or parquet:gs://bucket/crm");
    }
    Path root = Path.of(location).toAbsolutePath().normalize();
    return new FolderPlace(ref.schema() == null ? root : root.resolve(ref.schema()));
  }

  @Override
  public String identity() {
    return "parquet:" + root;
  }

  @Override
  public void check() {
    Path folder = root;
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw Problem.config("the folder " + root + " can't be made, or can't be written to");
    }
  }

  @Override
  public Store open(Access access) {
    if (access == Access.READ && !Files.isDirectory(root)) {
      throw Problem.config("there is no folder " + root + " yet; a sync makes it");
    }
    return new LocalStore(root);
  }

  /** Holds a lock on a file; the system lets go of it if this process ends. */
  @Override
  public Hold hold(String connection) {
    Path file = root.resolve("_tidemark/locks/" + Documents.hash(connection));
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return () -> letGo(channel);
      }
      channel.close();
      throw Problem.config(
          "connection "
              + connection
              + " in "
              + identity()
              + " is being synced by another process; wait for it to end");
    } catch (IOException e) {
      throw Problem.destination(identity() + ": " + e.getMessage(), e);
    }
  }

  private void letGo(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw Problem.destination(identity() + ": " + e.getMessage(), e);
    }
  }
}
