package dev.tidemark.file.parquet;

import com.github.luben.zstd.ZstdInputStream;
import dev.tidemark.problem.Problem;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks pages; the library's own way leads through Hadoop. */
final class Codecs implements CompressionCodecFactory {
  /** Pages usually have 1 MB. */
  private static final int MOST_PAGE = 256 << 20;

  /** Never asked for: the library does so only to write, and here files are only read. */
  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    throw new IllegalStateException("a compressor for " + name + " was asked for while reading");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> new Pages((packed, size) -> packed);
      case GZIP ->
          new Pages(
              (packed, size) -> read(new GZIPInputStream(new ByteArrayInputStream(packed)), size));
      case ZSTD ->
          new Pages(
              (packed, size) -> read(new ZstdInputStream(new ByteArrayInputStream(packed)), size));
      case SNAPPY -> new Pages(block(new SnappyDecompressor()));
      case LZ4_RAW -> new Pages(block(new Lz4Decompressor()));
      case LZ4 -> new Pages(new HadoopLz4());
      default -> throw Problem.source("it is compressed with " + name + ", which is not supported");
    };
  }

  @Override
  public void release() {}

  /** What a page's header says of its size is not to be trusted. */
  private static void requireSize(int size) throws IOException {
    if (size < 0 || size > MOST_PAGE) {
      throw new IOException("a page says that it unpacks to " + size + " bytes");
    }
  }

  /** Unpacks what becomes a known number of bytes. */
  interface Unpacking {
    byte[] unpack(byte[] packed, int size) throws IOException;
  }

  static Unpacking block(Decompressor codec) {
    return (packed, size) -> {
      byte[] plain = new byte[size];
      int length = codec.decompress(packed, 0, packed.length, plain, 0, size);
      return length == size ? plain : fail(length, size);
    };
  }

  private static byte[] read(InputStream stream, int size) throws IOException {
    try (stream) {
      byte[] plain = stream.readNBytes(size);
      return plain.length == size ? plain : fail(plain.length, size);
    }
  }

  private static byte[] fail(int length, int size) throws IOException {
    throw new IOException("a page unpacks to " + length + " bytes, not to " + size);
  }

  private record Pages(Unpacking unpacking) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput packed, int size) throws IOException {
      requireSize(size);
      return BytesInput.from(unpacking.unpack(packed.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer packed, int packedSize, ByteBuffer plain, int size)
        throws IOException {
      requireSize(size);
      byte[] bytes = new byte[packedSize];
      packed.get(bytes);
      plain.put(unpacking.unpack(bytes, size));
    }

    @Override
    public void release() {}
  }
}
