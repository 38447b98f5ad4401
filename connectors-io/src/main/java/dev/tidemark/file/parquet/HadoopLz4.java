package dev.tidemark.file.parquet;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The codec that was called LZ4 before it was said what that means: some writers put sizes before
 * each block, as Hadoop does, and others did not.
 */
final class HadoopLz4 implements Codecs.Unpacking {
  private static final int SIZES = 8;

  private final Codecs.Unpacking raw = Codecs.block(new Lz4Decompressor());

  @Override
  public byte[] unpack(byte[] packed, int size) throws IOException {
    byte[] framed = framed(packed, size);
    return framed != null ? framed : raw.unpack(packed, size);
  }

  private static byte[] framed(byte[] packed, int size) {
    byte[] plain = new byte[size];
    ByteBuffer in = ByteBuffer.wrap(packed);
    Lz4Decompressor codec = new Lz4Decompressor();
    int done = 0;
    try {
      while (in.remaining() >= SIZES) {
        int plainSize = in.getInt();
        int packedSize = in.getInt();
        if (packedSize < 0 || packedSize > in.remaining() || plainSize > size - done) {
          return null;
        }
        done += codec.decompress(packed, in.position(), packedSize, plain, done, size - done);
        in.position(in.position() + packedSize);
      }
    } catch (MalformedInputException e) {
      // No sizes before the blocks, then.
      return null;
    }
    return done == size && !in.hasRemaining() ? plain : null;
  }
}
