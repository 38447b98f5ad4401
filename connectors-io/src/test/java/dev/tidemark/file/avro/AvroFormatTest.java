package dev.tidemark.file.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest {
  private static final FileFormat FORMAT = Formats.of("format", JsonObject.of("filetype", "avro"));

  private static byte[] write(Schema schema, String codec, List<GenericRecord> records)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(500).create(schema, bytes);
      for (GenericRecord record : records) {
        writer.append(record);
      }
    }
    return bytes.toByteArray();
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }

  private static Schema logical(String type, String name) {
    return schema(
        "{\"name\":\"v\",\"type\":{\"type\":\"" + type + "\",\"logicalType\":\"" + name + "\"}}");
  }

  private static String read(Schema schema, Object value) throws IOException {
    GenericRecord record = new GenericData.Record(schema);
    record.put("v", value);
    BytesFile file = new BytesFile(write(schema, "null", List.of(record)), true);
    ReadAll all = ReadAll.of(FORMAT, file, null);
    assertThat(all.bad()).isEmpty();
    String type = FORMAT.infer(file).object("properties").get("v").toString();
    return type + " " + all.records().get(0).get("v");
  }

  @Test
  void aBlockThatClaimsToBeHugeIsRefusedBeforeRoomIsMadeForIt() throws IOException {
    Schema schema = schema("{\"name\":\"v\",\"type\":\"string\"}");
    byte[] empty = write(schema, "null", List.of());
    ByteArrayOutputStream claiming = new ByteArrayOutputStream();
    claiming.write(empty);
    BinaryEncoder numbers = EncoderFactory.get().directBinaryEncoder(claiming, null);
    numbers.writeLong(1);
    numbers.writeLong(2_000_000_000);
    claiming.write(new byte[1_000]);
    for (boolean isSeekable : List.of(true, false)) {
      BytesFile file = new BytesFile(claiming.toByteArray(), isSeekable);
      assertThatThrownBy(() -> ReadAll.of(FORMAT, file, null))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the block at byte " + empty.length)
          .hasMessageContaining("says that it has 2000000000 bytes");
    }
  }

  @Test
  void logicalTypesAreReadAsWhatTheyMean() throws IOException {
    assertThat(read(logical("int", "date"), 18_321))
        .isEqualTo("{\"type\":\"string\",\"format\":\"date\"} 2020-02-29");
    assertThat(read(logical("int", "time-millis"), 86_399_500)).endsWith(" 23:59:59.500");
    assertThat(read(logical("long", "time-micros"), 1L)).endsWith(" 00:00:00.000001");
    assertThat(read(logical("long", "timestamp-millis"), -1L))
        .startsWith("{\"type\":\"string\",\"format\":\"date-time\"")
        .endsWith(" 1969-12-31T23:59:59.999+00:00");
    assertThat(read(logical("long", "timestamp-micros"), 1L))
        .endsWith(" 1970-01-01T00:00:00.000001+00:00");
    assertThat(read(logical("long", "local-timestamp-millis"), 0L))
        .endsWith(" 1970-01-01T00:00:00.000");
    assertThat(read(logical("string", "uuid"), "123e4567-e89b-12d3-a456-426614174000"))
        .isEqualTo("{\"type\":\"string\"} 123e4567-e89b-12d3-a456-426614174000");
    Schema decimal =
        schema(
            "{\"name\":\"v\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\","
                + "\"precision\":9,\"scale\":2}}");
    ByteBuffer digits = ByteBuffer.wrap(BigInteger.valueOf(-12_350).toByteArray());
    assertThat(read(decimal, digits)).isEqualTo("{\"type\":\"string\"} -123.50");
  }

  @Test
  void unionsAreWhateverIsInThem() throws IOException {
    Schema nullable = schema("{\"name\":\"v\",\"type\":[\"null\",\"string\"]}");
    assertThat(read(nullable, null)).isEqualTo("{\"type\":\"string\"} null");
    assertThat(read(nullable, "x")).isEqualTo("{\"type\":\"string\"} x");
    Schema several = schema("{\"name\":\"v\",\"type\":[\"null\",\"int\",\"double\",\"string\"]}");
    assertThat(read(several, 1.5)).isEqualTo("{\"type\":\"string\"} 1.5");
    Schema mixed =
        schema("{\"name\":\"v\",\"type\":[{\"type\":\"array\",\"items\":\"long\"},\"long\"]}");
    assertThat(read(mixed, List.of(1L, 2L))).isEqualTo("{\"type\":\"object\"} [1, 2]");
  }

  @Test
  void typesMayBeWithinThemselves() throws IOException {
    Schema tree =
        schema("{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"v\",\"type\":[\"null\",\"R\"]}");
    GenericRecord inner = new GenericData.Record(tree);
    inner.put("id", 2);
    GenericRecord outer = new GenericData.Record(tree);
    outer.put("id", 1);
    outer.put("v", inner);
    BytesFile file = new BytesFile(write(tree, "null", List.of(outer)), true);
    assertThat(ReadAll.of(FORMAT, file, null).records().toString())
        .isEqualTo("[{\"id\":1,\"v\":{\"id\":2,\"v\":null}}]");
    assertThat(FORMAT.infer(file).object("properties").get("v").toString())
        .isEqualTo("{\"type\":\"object\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
  void blocksAreUnpackedWhateverTheCodecAndPartsGiveTheWhole(String codec) throws IOException {
    Schema schema =
        schema(
            "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"m\",\"type\":{\"type\":\"map\","
                + "\"values\":\"string\"}},{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":"
                + "\"E\",\"symbols\":[\"A\",\"B\"]}}");
    List<GenericRecord> written = new ArrayList<>();
    for (long id = 0; id < 3_000; id++) {
      GenericRecord record = new GenericData.Record(schema);
      record.put("id", id);
      record.put("m", Map.of("k", "v" + id));
      record.put("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "B"));
      written.add(record);
    }
    byte[] bytes = write(schema, codec, written);
    List<JsonObject> whole = ReadAll.of(FORMAT, new BytesFile(bytes, false), null).records();
    assertThat(whole).hasSize(3_000);
    assertThat(whole.get(2_999).toString())
        .isEqualTo("{\"id\":2999,\"m\":{\"k\":\"v2999\"},\"e\":\"B\"}");
    for (boolean seekable : new boolean[] {true, false}) {
      BytesFile file = new BytesFile(bytes, seekable);
      assertThat(ReadAll.inPieces(FORMAT, file, null, new Random(1)).records()).isEqualTo(whole);
    }
  }

  @Test
  void aCutOrBrokenFileIsAProblemThatNamesIt() throws IOException {
    Schema schema = schema("{\"name\":\"id\",\"type\":\"long\"}");
    List<GenericRecord> written = new ArrayList<>();
    for (long id = 0; id < 1_000; id++) {
      GenericRecord record = new GenericData.Record(schema);
      record.put("id", id);
      written.add(record);
    }
    byte[] bytes = write(schema, "null", written);
    for (int length : new int[] {0, 3, 60, 200, bytes.length / 2, bytes.length - 1}) {
      for (boolean seekable : new boolean[] {true, false}) {
        BytesFile cut = new BytesFile(Arrays.copyOf(bytes, length), seekable);
        assertThatThrownBy(() -> ReadAll.of(FORMAT, cut, null))
            .as("cut at " + length)
            .isInstanceOf(Problem.class)
            .hasMessageStartingWith("folder/file: is no whole Avro file");
      }
    }
  }

  @Test
  void bytesThatAreNoTextAreBadRecords() throws IOException {
    Schema schema = schema("{\"name\":\"v\",\"type\":\"bytes\"}");
    GenericRecord record = new GenericData.Record(schema);
    record.put("v", ByteBuffer.wrap(new byte[] {-1}));
    BytesFile file = new BytesFile(write(schema, "null", List.of(record)), true);
    ReadAll all = ReadAll.of(FORMAT, file, null);
    assertThat(all.records()).isEmpty();
    assertThat(all.bad().get(0).reason())
        .isEqualTo("'v' is no text in UTF-8; it is shown in base 64");
  }
}
