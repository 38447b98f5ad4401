package dev.tidemark.transforms;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Rejected;
import dev.tidemark.model.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.util.VarInt;

/** Batches as bytes. Records of one batch that have the same fields go on sharing a layout. */
public final class RecordBatchCoder extends AtomicCoder<RecordBatch> {
  private static final long serialVersionUID = 1;
  private static final RecordBatchCoder INSTANCE = new RecordBatchCoder();

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
    records(batch.records(), out);
    VarInt.encode(batch.rejected().size(), out);
    for (Rejected rejected : batch.rejected()) {
      TEXT.encode(rejected.what(), out);
      TEXT.encode(rejected.reason(), out);
    }
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
    List<JsonObject> records = records(in);
    List<Rejected> rejected = new ArrayList<>();
    for (int left = VarInt.decodeInt(in); left > 0; left--) {
      rejected.add(new Rejected(TEXT.decode(in), TEXT.decode(in)));
    }
    long extractedAt = NUMBER.decode(in);
    long bytes = NUMBER.decode(in);
    CursorMark earliest = mark(in);
    CursorMark latest = mark(in);
    PagePosition following = POSITION.decode(in);
    return new RecordBatch(
        slice, page, records, rejected, extractedAt, bytes, earliest, latest, following);
  }

  /** See {@link JsonObjectCoder#verifyDeterministic}. */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    JsonObjectCoder.of().verifyDeterministic();
  }

  private static void records(List<JsonObject> records, OutputStream out) throws IOException {
    VarInt.encode(records.size(), out);
    for (JsonObject record : records) {
      JsonObjectCoder.of().encode(record, out);
    }
  }

  private static List<JsonObject> records(InputStream in) throws IOException {
    List<JsonObject> records = new ArrayList<>();
    Layout root = Layout.empty();
    for (int left = VarInt.decodeInt(in); left > 0; left--) {
      records.add(JsonObjectCoder.decode(in, root));
    }
    return records;
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
