package dev.tidemark.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.RandomJson;
import dev.tidemark.json.Seeds;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

final class CodersTest {
  private static final Partition ACCOUNT = Partition.of(JsonObject.of("sid", "AC1"));
  private static final List<Slice> SLICES =
      List.of(
          Slice.whole("calls"),
          new Slice("ä€😀", ACCOUNT, null, "{\"parent\":{\"x\":1}}"),
          new Slice("", ACCOUNT, new Interval(7, "2025-05-01", ""), "{}"),
          Slice.shared(List.of("a", "b"), "{}"));
  private static final List<PagePosition> POSITIONS =
      List.of(
          PagePosition.FIRST,
          new PagePosition(1, "\"token\""),
          new PagePosition(Long.MAX_VALUE, ""));

  @Test
  void slicesComeBackAndAreFitForKeys() throws Exception {
    for (Slice slice : SLICES) {
      CoderProperties.coderDecodeEncodeEqual(SliceCoder.of(), slice);
      CoderProperties.coderDeterministic(SliceCoder.of(), slice, copy(SliceCoder.of(), slice));
    }
    SliceCoder.of().verifyDeterministic();
  }

  @Test
  void positionsComeBackAndAreFitForKeys() throws Exception {
    for (PagePosition position : POSITIONS) {
      CoderProperties.coderDecodeEncodeEqual(PagePositionCoder.of(), position);
      CoderProperties.coderDeterministic(
          PagePositionCoder.of(), position, copy(PagePositionCoder.of(), position));
    }
    PagePositionCoder.of().verifyDeterministic();
  }

  @Test
  void randomObjectsComeBack() throws Exception {
    RandomJson values = new RandomJson(Seeds.random());
    for (int i = 0; i < 1_000; i++) {
      JsonObject object = values.object(4);
      CoderProperties.coderDecodeEncodeEqual(JsonObjectCoder.of(), object);
      assertThat(copy(JsonObjectCoder.of(), object).names()).isEqualTo(object.names());
    }
  }

  @Test
  void objectsKnowTheirRepeatedNamesOnTheOtherSide() throws Exception {
    JsonObject object = Json.parseObject("{\"a\":1,\"a\":2,\"in\":{\"b\":1,\"b\":2}}");
    JsonObject copy = copy(JsonObjectCoder.of(), object);
    assertThat(copy.repeatedNames()).containsExactly("a");
    assertThat(copy.object("in").repeatedNames()).containsExactly("b");
  }

  @Test
  void objectsOfTenThousandFieldsComeBack() throws Exception {
    JsonObject wide = new JsonObject();
    for (long i = 0; i < 10_000; i++) {
      wide.put("f" + i, i);
    }
    assertThat(copy(JsonObjectCoder.of(), wide)).isEqualTo(wide);
  }

  @Test
  void objectsAndBatchesAreUnfitForKeys() {
    assertThatThrownBy(() -> JsonObjectCoder.of().verifyDeterministic())
        .isInstanceOf(NonDeterministicException.class);
    assertThatThrownBy(() -> RecordBatchCoder.of().verifyDeterministic())
        .isInstanceOf(NonDeterministicException.class);
  }

  @Test
  void whatIsNoJsonValueIsNotEncoded() {
    assertThatThrownBy(() -> copy(JsonObjectCoder.of(), JsonObject.of("a", Thread.State.NEW)))
        .isInstanceOf(IOException.class)
        .hasMessage("not a JSON value: java.lang.Thread$State");
  }

  @Test
  void bytesThatAreCutAreAnError() throws Exception {
    byte[] whole =
        CoderUtils.encodeToByteArray(JsonObjectCoder.of(), Json.parseObject("{\"a\":\"b\"}"));
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream cut = new ByteArrayInputStream(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> JsonObjectCoder.of().decode(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void batchesComeBack() throws Exception {
    Random random = Seeds.random();
    RandomJson values = new RandomJson(random);
    for (int i = 0; i < 200; i++) {
      List<JsonObject> records = new ArrayList<>();
      for (int left = random.nextInt(5); left > 0; left--) {
        records.add(values.object(2));
      }
      CursorMark earliest = random.nextBoolean() ? null : new CursorMark("", random.nextLong());
      CursorMark latest = random.nextBoolean() ? null : new CursorMark("z", random.nextLong());
      PagePosition next = random.nextBoolean() ? null : POSITIONS.get(random.nextInt(3));
      Slice slice = SLICES.get(random.nextInt(3));
      CoderProperties.coderDecodeEncodeEqual(
          RecordBatchCoder.of(),
          new RecordBatch(
              slice, i, records, random.nextLong(), random.nextInt(), earliest, latest, next));
    }
  }

  @Test
  void recordsOfABatchGoOnSharingLayouts() throws Exception {
    List<JsonObject> records =
        List.of(JsonObject.of("a", 1L, "b", 2L), JsonObject.of("a", 3L, "b", 4L));
    RecordBatch batch = new RecordBatch(SLICES.get(0), 0, records, 0, 0, null, null, null);
    List<JsonObject> copies = copy(RecordBatchCoder.of(), batch).records();
    assertThat(copies.get(0).layout()).isSameAs(copies.get(1).layout());
  }

  @Test
  void codersCanBeShipped() {
    for (Coder<?> coder :
        List.of(
            SliceCoder.of(), PagePositionCoder.of(), JsonObjectCoder.of(), RecordBatchCoder.of())) {
      CoderProperties.coderSerializable(coder);
    }
  }

  private static <T> T copy(Coder<T> coder, T value) throws IOException {
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));
  }
}
