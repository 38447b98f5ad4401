package dev.tidemark.manifest.auth.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Time;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.token.Waiting;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of one authorization in a file that only its owner can read, locked against other
 * processes while this is open.
 */
final class TokenFile implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  /** By then the other process has either renewed them or given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path file;
  private final FileChannel lock;

  private TokenFile(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Waits until no other process has it open. */
  static TokenFile open(Path folder, String name, Time time) {
    Path file = folder.resolve(name + ".json");
    try {
      Files.createDirectories(folder, ownersOnly("rwx------"));
      FileChannel channel = openOwn(folder.resolve(name + ".lock"));
      try {
        Instant latest = time.now().plus(PATIENCE);
        while (tryLock(channel) == null) {
          if (time.now().isAfter(latest)) {
            throw Problem.config(
                "another process has been renewing the tokens in "
                    + file
                    + " for too long; end it");
          }
          Waiting.sleep(time, POLL);
        }
        return new TokenFile(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another account of this process uses the same authorization
    }
  }

  /** What was kept; empty if nothing was. */
  Optional<Tokens> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      JsonObject kept = Json.parseObject(Files.readString(file));
      return Optional.of(
          new Tokens(
              kept.text("access_token", null),
              Instant.parse(kept.text("expires_at", "")),
              kept.text("refresh_token", null)));
    } catch (IOException e) {
      throw unusable(file, e);
    } catch (RuntimeException e) {
      throw Problem.config(
          file + " does not hold tokens any more. Remove it, and authorize this source anew");
    }
  }

  /** Keeps the tokens in place of those before, wholly or not at all. */
  void write(Tokens tokens) {
    JsonObject kept =
        JsonObject.of(
            "access_token", tokens.access(),
            "expires_at", tokens.end().toString(),
            "refresh_token", tokens.refresh());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel = openOwn(part)) {
        channel.truncate(0);
        ByteBuffer bytes = ByteBuffer.wrap(Json.write(kept).getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static FileChannel openOwn(Path path) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownersOnly("rw-------"));
  }

  private static FileAttribute<?>[] ownersOnly(String permissions) {
    boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static Problem unusable(Path file, IOException e) {
    return Problem.config(
        "this source's refresh token changes with each use, and "
            + file
            + ", where the newest one is kept, can't be used ("
            + reason(e)
            + "); "
            + TokenFolder.hint());
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }
}
