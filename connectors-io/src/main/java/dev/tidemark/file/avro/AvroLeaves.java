package dev.tidemark.file.avro;

import dev.tidemark.file.value.Types;
import dev.tidemark.file.value.Utf8;
import dev.tidemark.file.value.Values;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/** Single values: what they are, and how they are read. */
final class AvroLeaves {
  private static final long DAY = 86_400;

  private final boolean doublesAreText;
  private final Utf8 utf8;

  AvroLeaves(boolean doublesAreText, Utf8 utf8) {
    this.doublesAreText = doublesAreText;
    this.utf8 = utf8;
  }

  /** A type of single values. */
  record Leaf(JsonObject schema, AvroValues.Node node) {}

  /**
   * @param field what messages call it
   */
  Leaf of(Schema type, String field) {
    return switch (type.getType()) {
      case NULL -> new Leaf(Types.of("null"), AvroLeaves::nothing);
      case BOOLEAN -> new Leaf(Types.of("boolean"), Decoder::readBoolean);
      case INT -> integer(type, Decoder::readInt);
      case LONG -> integer(type, Decoder::readLong);
      case FLOAT -> new Leaf(Types.of("number"), in -> Values.number(in.readFloat()));
      case DOUBLE -> real();
      case STRING -> new Leaf(Types.of("string"), in -> in.readString());
      case ENUM -> symbol(type);
      case BYTES -> bytes(type, field, in -> array(in.readBytes(null)));
      case FIXED -> bytes(type, field, in -> fixed(in, type.getFixedSize()));
      default -> throw new IllegalArgumentException("no single value: " + type.getType());
    };
  }

  private static Object nothing(Decoder in) throws IOException {
    in.readNull();
    return null;
  }

  private Leaf real() {
    return doublesAreText
        ? new Leaf(Types.of("string"), in -> Double.toString(in.readDouble()))
        : new Leaf(Types.of("number"), in -> Values.number(in.readDouble()));
  }

  private static Leaf symbol(Schema type) {
    List<String> symbols = type.getEnumSymbols();
    JsonObject schema = Types.of("string");
    schema.put("enum", new ArrayList<Object>(symbols));
    return new Leaf(schema, in -> symbols.get(in.readEnum()));
  }

  private interface Integers {
    long read(Decoder in) throws IOException;
  }

  private static Leaf integer(Schema type, Integers numbers) {
    LogicalType meaning = type.getLogicalType();
    return switch (meaning == null ? "" : meaning.getName()) {
      case "date" -> leaf(Types.date(), numbers, Values::date);
      case "time-millis" -> leaf(Types.time(), numbers, count -> time(count, 1_000, 3));
      case "time-micros" -> leaf(Types.time(), numbers, count -> time(count, 1_000_000, 6));
      case "timestamp-millis" -> timestamp(numbers, 1_000, true, 3);
      case "timestamp-micros" -> timestamp(numbers, 1_000_000, true, 6);
      case "timestamp-nanos" -> timestamp(numbers, 1_000_000_000, true, 9);
      case "local-timestamp-millis" -> timestamp(numbers, 1_000, false, 3);
      case "local-timestamp-micros" -> timestamp(numbers, 1_000_000, false, 6);
      case "local-timestamp-nanos" -> timestamp(numbers, 1_000_000_000, false, 9);
      default -> leaf(Types.of("integer"), numbers, number -> number);
    };
  }

  private static Leaf timestamp(Integers numbers, long second, boolean isUtc, int digits) {
    return leaf(
        Types.timestamp(isUtc), numbers, count -> Values.timestamp(count, second, isUtc, digits));
  }

  private static Leaf leaf(JsonObject schema, Integers numbers, LongFunction<Object> value) {
    return new Leaf(schema, in -> value.apply(numbers.read(in)));
  }

  /** One that is no time of a day stays the number it is. */
  private static Object time(long count, long second, int digits) {
    boolean isTime = count >= 0 && count < DAY * second;
    return isTime ? Values.time(count * (1_000_000_000L / second), digits) : (Object) count;
  }

  private interface Bytes {
    byte[] read(Decoder in) throws IOException;
  }

  private Leaf bytes(Schema type, String field, Bytes bytes) {
    LogicalType meaning = type.getLogicalType();
    if (meaning instanceof LogicalTypes.Decimal decimal) {
      int scale = decimal.getScale();
      return leaf(bytes, value -> new BigDecimal(new BigInteger(value), scale).toPlainString());
    }
    return switch (meaning == null ? "" : meaning.getName()) {
      case "big-decimal" -> leaf(bytes, value -> bigDecimal(type, value));
      case "uuid" -> leaf(bytes, AvroLeaves::uuid);
      case "duration" -> new Leaf(Types.array(Types.of("integer")), in -> duration(bytes.read(in)));
      default -> leaf(bytes, value -> utf8.text(value, 0, value.length, field));
    };
  }

  private static Leaf leaf(Bytes bytes, Function<byte[], Object> value) {
    return new Leaf(Types.of("string"), in -> value.apply(bytes.read(in)));
  }

  private static String bigDecimal(Schema type, byte[] value) {
    return new Conversions.BigDecimalConversion()
        .fromBytes(ByteBuffer.wrap(value), type, type.getLogicalType())
        .toPlainString();
  }

  private static String uuid(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  /** Months, days and milliseconds. */
  private static List<Object> duration(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(Integer.toUnsignedLong(buffer.getInt()));
    }
    return parts;
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] fixed(Decoder in, int size) throws IOException {
    byte[] bytes = new byte[size];
    in.readFixed(bytes);
    return bytes;
  }
}
