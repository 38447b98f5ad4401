package dev.tidemark.transforms;

import dev.tidemark.model.PagePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Page positions as bytes; equal positions give equal bytes. */
public final class PagePositionCoder extends AtomicCoder<PagePosition> {
  private static final long serialVersionUID = 1;
  private static final PagePositionCoder INSTANCE = new PagePositionCoder();
  private static final NullableCoder<String> TOKEN = NullableCoder.of(StringUtf8Coder.of());

  public static PagePositionCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(PagePosition position, OutputStream out) throws IOException {
    VarLongCoder.of().encode(position.index(), out);
    TOKEN.encode(position.token(), out);
  }

  @Override
  public PagePosition decode(InputStream in) throws IOException {
    return new PagePosition(VarLongCoder.of().decode(in), TOKEN.decode(in));
  }
}
