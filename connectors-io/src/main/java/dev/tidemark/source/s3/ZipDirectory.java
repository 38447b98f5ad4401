package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.file.BlockStream;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The members of a zip archive, found without reading more of it than its directory. The format is
 * that of PKWARE's APPNOTE, with its extension for large archives.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_SIZE = 56;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int EXTRA_64 = 1;
  private static final long UNSAID = 0xffffffffL;
  private static final int MOST_COMMENT = 0xffff;
  private static final long MOST_DIRECTORY = 256L << 20;
  private static final int ENCRYPTED = 1;
  private static final int IN_UTF8 = 1 << 11;
  private static final Charset OLD = Charset.forName("IBM437");

  private final Bucket bucket;
  private final StoredObject archive;

  private ZipDirectory(Bucket bucket, StoredObject archive) {
    this.bucket = bucket;
    this.archive = archive;
  }

  /** The files in an archive. */
  static List<SourceFile> files(Bucket bucket, StoredObject archive) {
    ZipDirectory directory = new ZipDirectory(bucket, archive);
    try {
      return directory.files();
    } catch (IOException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
      throw directory.damaged(String.valueOf(e.getMessage()));
    }
  }

  /** The content of a member, checked when its end is reached. */
  static InputStream open(Bucket bucket, StoredObject archive, SourceFile.Member member)
      throws IOException {
    ZipDirectory directory = new ZipDirectory(bucket, archive);
    ByteBuffer local = directory.bytes(member.offset(), LOCAL_SIZE);
    if (local.getInt(0) != LOCAL) {
      throw directory.damaged("no file begins where " + member.name() + " should");
    }
    int head = LOCAL_SIZE + unsigned(local, 26) + unsigned(local, 28);
    InputStream packed = bucket.open(archive, member.offset() + head, member.packed());
    return new Checked(directory.packing(member).unpack(packed), member);
  }

  private Packing packing(SourceFile.Member member) {
    return switch ((int) member.method()) {
      case 0 -> Packing.NONE;
      case 8 -> Packing.DEFLATE;
      case 12 -> Packing.BZIP2;
      case 93 -> Packing.ZSTD;
      default ->
          throw damaged(member.name() + " is packed in a way (" + member.method() + ") not known");
    };
  }

  private List<SourceFile> files() throws IOException {
    ByteBuffer tail =
        bytes(Math.max(0, archive.size() - END_SIZE - MOST_COMMENT), MOST_COMMENT + END_SIZE);
    int end = end(tail);
    long count = unsigned(tail, end + 10);
    long size = tail.getInt(end + 12) & UNSAID;
    long offset = tail.getInt(end + 16) & UNSAID;
    if (offset == UNSAID || size == UNSAID || count == 0xffff) {
      ByteBuffer large = large(archive.size() - tail.limit() + end);
      if (large != null) {
        size = large.getLong(40);
        offset = large.getLong(48);
      }
    }
    if (size > MOST_DIRECTORY) {
      throw damaged("its directory has " + (size >> 20) + " MB");
    }
    return entries(bytes(offset, (int) size));
  }

  private static int end(ByteBuffer tail) {
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return at;
      }
    }
    throw new IllegalArgumentException("it has no directory, so it may be cut off");
  }

  /** What is said of a large archive, or null where it is none. */
  private ByteBuffer large(long end) throws IOException {
    if (end < LOCATOR_SIZE) {
      return null;
    }
    ByteBuffer locator = bytes(end - LOCATOR_SIZE, LOCATOR_SIZE);
    if (locator.getInt(0) != LOCATOR) {
      return null;
    }
    ByteBuffer large = bytes(locator.getLong(8), END_64_SIZE);
    if (large.getInt(0) != END_64) {
      throw new IllegalArgumentException("its directory is not where it should be");
    }
    return large;
  }

  private List<SourceFile> entries(ByteBuffer directory) {
    List<SourceFile> files = new ArrayList<>();
    while (directory.remaining() >= ENTRY_SIZE) {
      ByteBuffer entry = directory.slice().order(ByteOrder.LITTLE_ENDIAN);
      if (entry.getInt(0) != ENTRY) {
        throw new IllegalArgumentException("its directory is damaged");
      }
      int nameSize = unsigned(entry, 28);
      int extraSize = unsigned(entry, 30);
      byte[] name = new byte[nameSize];
      entry.position(ENTRY_SIZE);
      entry.get(name);
      ByteBuffer extra = entry.slice().limit(extraSize).slice().order(ByteOrder.LITTLE_ENDIAN);
      int flags = unsigned(entry, 8);
      String text = new String(name, (flags & IN_UTF8) == 0 && !isAscii(name) ? OLD : UTF_8);
      if (!text.endsWith("/")) {
        files.add(new SourceFile(archive, member(text, flags, entry, extra)));
      }
      int next = ENTRY_SIZE + nameSize + extraSize + unsigned(entry, 32);
      directory.position(directory.position() + next);
    }
    return files;
  }

  private SourceFile.Member member(String name, int flags, ByteBuffer entry, ByteBuffer extra) {
    if ((flags & ENCRYPTED) != 0) {
      throw new IllegalArgumentException(name + " is encrypted");
    }
    long[] sizes = {
      entry.getInt(24) & UNSAID, entry.getInt(20) & UNSAID, entry.getInt(42) & UNSAID
    };
    fillIn(sizes, extra);
    return new SourceFile.Member(
        name,
        sizes[2],
        unsigned(entry, 10),
        sizes[1],
        sizes[0],
        entry.getInt(16) & UNSAID,
        entry.getInt(12) & UNSAID);
  }

  /** Numbers that do not fit stand in the extra part, each that is needed and no other. */
  private static void fillIn(long[] numbers, ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int kind = extra.getShort() & 0xffff;
      int size = extra.getShort() & 0xffff;
      int next = Math.min(extra.limit(), extra.position() + size);
      for (int i = 0; kind == EXTRA_64 && i < numbers.length; i++) {
        if (numbers[i] == UNSAID && extra.position() + Long.BYTES <= next) {
          numbers[i] = extra.getLong();
        }
      }
      extra.position(next);
    }
  }

  private static boolean isAscii(byte[] name) {
    for (byte b : name) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer bytes(long offset, int size) throws IOException {
    try (InputStream in = bucket.open(archive, offset, size)) {
      return ByteBuffer.wrap(in.readNBytes(size)).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private Problem damaged(String what) {
    return Problem.source(archive.key() + ": it can't be unpacked: " + what);
  }

  /** Content that must be what the directory says of it. */
  private static final class Checked extends BlockStream {
    private final InputStream content;
    private final SourceFile.Member member;
    private final CRC32 crc = new CRC32();
    private long size;

    Checked(InputStream content, SourceFile.Member member) {
      this.content = content;
      this.member = member;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = content.read(buffer, offset, length);
      if (read > 0) {
        crc.update(buffer, offset, read);
        size += read;
      } else if (read < 0 && size < member.size()) {
        throw new EOFException("it ends after " + size + " of " + member.size() + " bytes");
      }
      if (size > member.size() || (read < 0 && crc.getValue() != member.crc())) {
        throw new IOException("its content is not what the archive's directory says");
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
