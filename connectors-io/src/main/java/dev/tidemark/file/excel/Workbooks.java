package dev.tidemark.file.excel;

import dev.tidemark.file.value.TemporaryCopy;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Holds a file against what a workbook may be, before the library takes it into memory. */
final class Workbooks {
  static final long MOST_PACKED = 1L << 30;

  /** Excel's own limit of 1,048,576 rows, in rows of 4 KB. */
  private static final long MOST_UNPACKED = 4L << 30;

  /** Texts that cells share are held in memory, as are formats. */
  private static final long MOST_SHARED = 256L << 20;

  private Workbooks() {}

  static void requireSound(TemporaryCopy file) throws IOException {
    requireKind(file);
    try (ZipFile archive = new ZipFile(file.path().toFile())) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        boolean isSheet = entry.getName().startsWith("xl/worksheets/");
        requireSize(file.name(), archive, entry, isSheet ? MOST_UNPACKED : MOST_SHARED);
      }
    } catch (ZipException e) {
      throw broken(file.name(), e);
    }
  }

  /** What an archive says of sizes is not to be trusted. */
  private static void requireSize(String name, ZipFile archive, ZipEntry entry, long most)
      throws IOException {
    long size = 0;
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = archive.getInputStream(entry)) {
      for (int read; (read = in.read(buffer)) >= 0; ) {
        size += read;
        if (size > most) {
          throw Problem.source(
              name
                  + ": its part "
                  + entry.getName()
                  + " unpacks to more than "
                  + (most >> 20)
                  + " MB; it is not read");
        }
      }
    }
  }

  private static void requireKind(TemporaryCopy file) throws IOException {
    byte[] start;
    try (InputStream in = file.open(0, 8)) {
      start = in.readNBytes(8);
    }
    boolean isOld = start.length == 8 && (start[0] & 0xff) == 0xd0 && (start[1] & 0xff) == 0xcf;
    if (isOld) {
      throw Problem.source(
          file.name()
              + ": is a workbook of the old kind (.xls), or one with a password;"
              + " save it as .xlsx without one");
    }
  }

  static Problem broken(String name, Exception cause) {
    return Problem.source(name + ": is no whole workbook (.xlsx): " + cause.getMessage(), cause);
  }
}
