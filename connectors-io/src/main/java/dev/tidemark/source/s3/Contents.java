package dev.tidemark.source.s3;

import dev.tidemark.file.BlockStream;
import dev.tidemark.file.FileContent;
import dev.tidemark.http.Unpacking;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/** What is in files. */
final class Contents {
  private final Bucket bucket;

  Contents(Bucket bucket) {
    this.bucket = bucket;
  }

  FileContent of(SourceFile file) {
    if (file.member() != null) {
      return new PackedContent(
          file.url(), file.member().packed(), file.member().size(), () -> member(file));
    }
    if (Files.isArchive(file.object())) {
      throw unlisted(file.object());
    }
    Packing packing = Packing.ofName(file.object().key());
    StoredObject object = file.object();
    return packing == Packing.NONE
        ? new PlainContent(bucket, object)
        : new PackedContent(
            file.url(),
            object.size(),
            0,
            () -> packing.unpack(bucket.open(object, 0, object.size())));
  }

  /** Why the members of an archive are not known. */
  private Problem unlisted(StoredObject archive) {
    ZipDirectory.files(bucket, archive);
    return Problem.source(
        archive.key() + ": it could not be looked into before; the next sync reads it");
  }

  private InputStream member(SourceFile file) throws IOException {
    return ZipDirectory.open(bucket, file.object(), file.member());
  }

  /** An object that lies there as it is. */
  private record PlainContent(Bucket bucket, StoredObject object) implements FileContent {
    @Override
    public String name() {
      return object.key();
    }

    @Override
    public long length() {
      return object.size();
    }

    @Override
    public boolean isSeekable() {
      return true;
    }

    @Override
    public InputStream open(long offset, long length) {
      return bucket.open(object, offset, length);
    }
  }

  @FunctionalInterface
  private interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * What must be unpacked from its beginning.
   *
   * @param told how many bytes it says to unpack to; 0 if it does not say
   */
  private record PackedContent(String name, long packed, long told, Opener opener)
      implements FileContent {
    /** More than this is a file that nobody would pack. */
    private static final long MOST = 1L << 40;

    @Override
    public long length() {
      return -1;
    }

    @Override
    public boolean isSeekable() {
      return false;
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
      InputStream content = null;
      try {
        Unpacking unpacking = new Unpacking(packed, MOST);
        unpacking.refuseTooMuch(told);
        content = unpacking.limited(opener.open());
        content.skipNBytes(offset);
        return new Limited(content, name, length);
      } catch (IOException e) {
        if (content != null) {
          content.close();
        }
        throw damaged(name, e);
      }
    }
  }

  private static Problem damaged(String name, IOException e) {
    return Problem.source(name + ": it can't be unpacked: " + e.getMessage(), e);
  }

  /** The beginning of unpacked content; what is wrong with it is said of the file. */
  private static final class Limited extends BlockStream {
    private final InputStream content;
    private final String name;
    private long left;

    Limited(InputStream content, String name, long length) {
      this.content = content;
      this.name = name;
      this.left = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      try {
        int read = content.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
      } catch (IOException e) {
        throw damaged(name, e);
      }
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
