package dev.tidemark.transforms;

import dev.tidemark.model.Interval;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** Slices as bytes; equal slices give equal bytes. */
public final class SliceCoder extends AtomicCoder<Slice> {
  private static final long serialVersionUID = 1;
  private static final SliceCoder INSTANCE = new SliceCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  public static SliceCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Slice slice, OutputStream out) throws IOException {
    TEXT.encode(slice.stream(), out);
    TEXT.encode(slice.partition().key(), out);
    TEXT.encode(slice.extra(), out);
    BooleanCoder.of().encode(slice.range() != null, out);
    if (slice.range() != null) {
      VarIntCoder.of().encode(slice.range().ordinal(), out);
      TEXT.encode(slice.range().start(), out);
      TEXT.encode(slice.range().end(), out);
      BooleanCoder.of().encode(slice.range().last(), out);
    }
    VarIntCoder.of().encode(slice.together().size(), out);
    for (Slice part : slice.together()) {
      encode(part, out);
    }
  }

  @Override
  public Slice decode(InputStream in) throws IOException {
    String stream = TEXT.decode(in);
    Partition partition = new Partition(TEXT.decode(in));
    String extra = TEXT.decode(in);
    Interval range = null;
    if (BooleanCoder.of().decode(in)) {
      range =
          new Interval(
              VarIntCoder.of().decode(in),
              TEXT.decode(in),
              TEXT.decode(in),
              BooleanCoder.of().decode(in));
    }
    List<Slice> together = new ArrayList<>();
    for (int left = VarIntCoder.of().decode(in); left > 0; left--) {
      together.add(decode(in));
    }
    return new Slice(stream, partition, range, extra, together);
  }
}
