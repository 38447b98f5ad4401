package dev.tidemark.file.parquet;

import dev.tidemark.file.value.Types;
import dev.tidemark.file.value.Utf8;
import dev.tidemark.file.value.Values;
import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What columns of single values hold. For one thread. */
final class Leaves {
  private final boolean decimalsAreNumbers;
  private final Utf8 utf8 = new Utf8();

  Leaves(boolean decimalsAreNumbers) {
    this.decimalsAreNumbers = decimalsAreNumbers;
  }

  /** What is wrong with the values since the last call, or null. */
  String takeFlaw() {
    return utf8.takeFlaw();
  }

  boolean isFlawed() {
    return utf8.isFlawed();
  }

  Leaf of(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal(decimal.getScale());
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Leaf.plain(Types.of("boolean"));
      case FLOAT, DOUBLE -> Leaf.plain(Types.of("number"));
      case INT32, INT64 -> integer(type, meaning);
      case INT96 -> Leaf.bytes(Types.timestamp(false), Leaves::int96);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(type, meaning);
    };
  }

  private Leaf decimal(int scale) {
    JsonObject schema = Types.of(decimalsAreNumbers ? "number" : "string");
    return new Leaf(
        schema,
        number -> decimal(BigInteger.valueOf(number), scale),
        bytes -> decimal(new BigInteger(bytes.getBytes()), scale));
  }

  private Object decimal(BigInteger digits, int scale) {
    BigDecimal decimal = new BigDecimal(digits, scale);
    return decimalsAreNumbers ? decimal : decimal.toPlainString();
  }

  private static Leaf integer(PrimitiveType type, LogicalTypeAnnotation meaning) {
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return Leaf.integers(Types.date(), Values::date);
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      boolean isUtc = timestamp.isAdjustedToUTC();
      long second = perSecond(timestamp.getUnit());
      return Leaf.integers(
          Types.timestamp(isUtc), count -> Values.timestamp(count, second, isUtc, -1));
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      long nanos = 1_000_000_000L / perSecond(time.getUnit());
      return Leaf.integers(Types.time(), count -> time(count, nanos));
    }
    boolean unsigned = meaning instanceof IntLogicalTypeAnnotation kind && !kind.isSigned();
    if (!unsigned) {
      return Leaf.plain(Types.of("integer"));
    }
    boolean isShort = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    return Leaf.integers(
        Types.of("integer"),
        number -> isShort ? (Object) (number & 0xffff_ffffL) : unsigned(number));
  }

  /** One that is no time of a day stays the number it is. */
  private static Object time(long count, long nanos) {
    long day = 86_400_000_000_000L / nanos;
    return count >= 0 && count < day ? Values.time(count * nanos, -1) : (Object) count;
  }

  private static Object unsigned(long number) {
    return number >= 0 ? (Object) number : new BigInteger(Long.toUnsignedString(number));
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000L;
      case MICROS -> 1_000_000L;
      case NANOS -> 1_000_000_000L;
    };
  }

  private Leaf bytes(PrimitiveType type, LogicalTypeAnnotation meaning) {
    if (meaning instanceof UUIDLogicalTypeAnnotation) {
      return Leaf.bytes(Types.of("string"), Leaves::uuid);
    }
    if (meaning instanceof Float16LogicalTypeAnnotation) {
      return Leaf.bytes(Types.of("number"), bytes -> Values.half(bytes.get2BytesLittleEndian()));
    }
    if (meaning instanceof IntervalLogicalTypeAnnotation) {
      return Leaf.bytes(Types.array(Types.of("integer")), Leaves::interval);
    }
    String name = type.getName();
    return Leaf.bytes(Types.of("string"), bytes -> text(bytes, name));
  }

  private String text(Binary bytes, String name) {
    byte[] array = bytes.getBytesUnsafe();
    return utf8.text(array, 0, array.length, name);
  }

  private static String uuid(Binary bytes) {
    ByteBuffer buffer = bytes.toByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  private static String int96(Binary bytes) {
    ByteBuffer buffer = bytes.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = buffer.getLong();
    return Values.julianTimestamp(buffer.getInt(), nanosOfDay);
  }

  /** Months, days and nanoseconds. */
  private static List<Object> interval(Binary bytes) {
    ByteBuffer buffer = bytes.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Object> parts = new ArrayList<>();
    parts.add(Integer.toUnsignedLong(buffer.getInt()));
    parts.add(Integer.toUnsignedLong(buffer.getInt()));
    parts.add(Integer.toUnsignedLong(buffer.getInt()) * 1_000_000L);
    return parts;
  }
}
