package dev.tidemark.export;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Packs pages; the library's own way leads through Hadoop. */
final class ZstdCodec implements CompressionCodecFactory {
  static final CompressionCodecName NAME = CompressionCodecName.ZSTD;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return new Pages();
  }

  /** Never asked for: the library does so only to read, and here files are only written. */
  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    throw new IllegalStateException("a decompressor for " + name + " was asked for while writing");
  }

  @Override
  public void release() {}

  private static final class Pages implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
      return BytesInput.from(Zstd.compress(page.toInputStream().readAllBytes()));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return NAME;
    }

    @Override
    public void release() {}
  }
}
