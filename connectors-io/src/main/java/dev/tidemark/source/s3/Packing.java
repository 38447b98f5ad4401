package dev.tidemark.source.s3;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Ways in which a file is packed, and how that is undone. */
enum Packing {
  NONE,
  GZIP,
  BZIP2,
  ZSTD,
  DEFLATE;

  private static final int BUFFER = 64 << 10;

  /** As the end of its name tells. */
  static Packing ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz")) {
      return GZIP;
    }
    if (lower.endsWith(".bz2")) {
      return BZIP2;
    }
    return lower.endsWith(".zst") ? ZSTD : NONE;
  }

  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GZIPInputStream(new BufferedInputStream(packed, BUFFER), BUFFER);
      case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(packed, BUFFER), true);
      case ZSTD ->
          new ZstdInputStream(new BufferedInputStream(packed, BUFFER)).setContinuous(false);
      case DEFLATE -> inflate(packed);
    };
  }

  private static InputStream inflate(InputStream packed) {
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(packed, inflater, BUFFER) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }
}
