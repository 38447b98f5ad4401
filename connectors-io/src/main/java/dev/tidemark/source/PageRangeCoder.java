package dev.tidemark.source;

import dev.tidemark.transforms.PagePositionCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;

/** Page ranges as bytes; equal ranges give equal bytes. */
public final class PageRangeCoder extends AtomicCoder<PageRange> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(PageRange range, OutputStream out) throws IOException {
    PagePositionCoder.of().encode(range.from(), out);
    BooleanCoder.of().encode(range.stop(), out);
  }

  @Override
  public PageRange decode(InputStream in) throws IOException {
    return new PageRange(PagePositionCoder.of().decode(in), BooleanCoder.of().decode(in));
  }
}
