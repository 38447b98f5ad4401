package dev.tidemark.source.s3;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** How files are packed. */
enum Packer {
  NONE(""),
  GZIP(".gz"),
  BZIP2(".bz2"),
  ZSTD(".zst"),
  ZIP(".zip"),
  STORED(".stored.zip");

  private final String ending;

  Packer(String ending) {
    this.ending = ending;
  }

  /** The name of the file once it is packed. */
  String nameOf(String name) {
    return name + ending;
  }

  /** What its records say that they are from. */
  String urlOf(String name, String member) {
    return this == ZIP || this == STORED ? nameOf(name) + "#" + member : nameOf(name);
  }

  /** The file packed, under a name of its own where it is a member of an archive. */
  byte[] pack(String member, byte[] content) throws IOException {
    return switch (this) {
      case NONE -> content;
      case GZIP -> packed(GZIPOutputStream::new, content);
      case BZIP2 -> packed(BZip2CompressorOutputStream::new, content);
      case ZSTD -> Zstd.compress(content);
      case ZIP -> zip(false, member, content);
      case STORED -> zip(true, member, content);
    };
  }

  /** A stream that packs what is written to it. */
  interface Around {
    OutputStream around(OutputStream out) throws IOException;
  }

  /** Contents packed each by itself, one behind the other. */
  static byte[] packed(Around packer, byte[]... contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      OutputStream out = packer.around(bytes);
      out.write(content);
      out.close();
    }
    return bytes.toByteArray();
  }

  /** An archive of members with these names and contents. */
  static byte[] zip(boolean stored, Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        ZipEntry entry = new ZipEntry((String) namesAndContents[i]);
        byte[] content = (byte[]) namesAndContents[i + 1];
        if (stored) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
      zip.setComment("as old archives often have");
    }
    return bytes.toByteArray();
  }
}
