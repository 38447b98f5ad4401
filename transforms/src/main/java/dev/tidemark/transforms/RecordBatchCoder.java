package dev.tidemark.transforms;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Batches as bytes; equal batches give equal bytes. */
public final class RecordBatchCoder extends AtomicCoder<RecordBatch> {
  private static final long serialVersionUID = 1;
  private static final RecordBatchCoder INSTANCE = new RecordBatchCoder();

  private static final Coder<List<JsonObject>> RECORDS = ListCoder.of(JsonObjectCoder.of());
  private static final Coder<Long> NUMBER = VarLongCoder.of();
  private static final Coder<String> TEXT = NullableCoder.of(StringUtf8Coder.of());
  private static final Coder<PagePosition> POSITION = NullableCoder.of(PagePositionCoder.of());

  public static RecordBatchCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RecordBatch batch, OutputStream out) throws IOException {
    SliceCoder.of().encode(batch.slice(), out);
    NUMBER.encode(batch.page(), out);
    RECORDS.encode(batch.records(), out);
    NUMBER.encode(batch.extractedAt(), out);
    NUMBER.encode(batch.bytes(), out);
    mark(batch.earliest(), out);
    mark(batch.latest(), out);
    POSITION.encode(batch.following(), out);
  }

  @Override
  public RecordBatch decode(InputStream in) throws IOException {
    Slice slice = SliceCoder.of().decode(in);
    long page = NUMBER.decode(in);
    List<JsonObject> records = RECORDS.decode(in);
    long extractedAt = NUMBER.decode(in);
    long bytes = NUMBER.decode(in);
    CursorMark earliest = mark(in);
    CursorMark latest = mark(in);
    PagePosition following = POSITION.decode(in);
    return new RecordBatch(slice, page, records, extractedAt, bytes, earliest, latest, following);
  }

  private static void mark(CursorMark mark, OutputStream out) throws IOException {
    TEXT.encode(mark == null ? null : mark.value(), out);
    if (mark != null) {
      NUMBER.encode(mark.order(), out);
    }
  }

  private static CursorMark mark(InputStream in) throws IOException {
    String value = TEXT.decode(in);
    return value == null ? null : new CursorMark(value, NUMBER.decode(in));
  }
}
