package dev.tidemark.destination.duckdb;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import org.apache.parquet.format.CompressionCodec;

/** How the pages of a file of staged rows are packed. */
public enum Packing {
  /** For files that stay on this machine. */
  PLAIN(CompressionCodec.UNCOMPRESSED) {
    @Override
    byte[] pack(byte[] bytes, int size) {
      return Arrays.copyOf(bytes, size);
    }
  },

  /** For files that travel: half of what LZ4 makes of them, in hardly more time. */
  ZSTD(CompressionCodec.ZSTD) {
    @Override
    byte[] pack(byte[] bytes, int size) {
      byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(size))];
      long length = Zstd.compressByteArray(packed, 0, packed.length, bytes, 0, size, FAST);
      return Arrays.copyOf(packed, Math.toIntExact(length));
    }
  };

  private static final int FAST = 1;

  private final CompressionCodec codec;

  Packing(CompressionCodec codec) {
    this.codec = codec;
  }

  CompressionCodec codec() {
    return codec;
  }

  abstract byte[] pack(byte[] bytes, int size);
}
