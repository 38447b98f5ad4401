package dev.tidemark.transforms;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/**
 * JSON objects as tagged bytes, without going through text. Fields keep their order, so objects
 * with equal fields in equal order give equal bytes, but others that are equal do not.
 */
public final class JsonObjectCoder extends AtomicCoder<JsonObject> {
  private static final long serialVersionUID = 1;
  private static final JsonObjectCoder INSTANCE = new JsonObjectCoder();

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int LONG = 3;
  private static final int BIG_INTEGER = 4;
  private static final int DECIMAL = 5;
  private static final int TEXT = 6;
  private static final int LIST = 7;
  private static final int OBJECT = 8;

  public static JsonObjectCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(JsonObject object, OutputStream out) throws IOException {
    VarInt.encode(object.size(), out);
    for (int i = 0; i < object.size(); i++) {
      bytes(object.name(i).getBytes(StandardCharsets.UTF_8), out);
      value(object.value(i), out);
    }
    List<String> repeated = object.repeatedNames();
    VarInt.encode(repeated.size(), out);
    for (String name : repeated) {
      bytes(name.getBytes(StandardCharsets.UTF_8), out);
    }
  }

  @Override
  public JsonObject decode(InputStream in) throws IOException {
    return decode(in, Layout.empty());
  }

  /** As {@link #decode(InputStream)}, sharing layouts with all objects made with {@code root}. */
  static JsonObject decode(InputStream in, Layout root) throws IOException {
    JsonObject object = new JsonObject(root);
    for (int left = VarInt.decodeInt(in); left > 0; left--) {
      String name = text(in);
      object.put(name, value(in, root));
    }
    int repeated = VarInt.decodeInt(in);
    if (repeated > 0) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < repeated; i++) {
        names.add(text(in));
      }
      object.noteRepeated(names);
    }
    return object;
  }

  /** Objects are equal in whatever order their fields stand, but their bytes keep the order. */
  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "fields keep their order");
  }

  private void value(Object value, OutputStream out) throws IOException {
    if (value == null) {
      out.write(NULL);
    } else if (value instanceof Boolean flag) {
      out.write(flag ? TRUE : FALSE);
    } else if (value instanceof Long number) {
      out.write(LONG);
      new DataOutputStream(out).writeLong(number);
    } else if (value instanceof String text) {
      out.write(TEXT);
      bytes(text.getBytes(StandardCharsets.UTF_8), out);
    } else if (value instanceof JsonObject object) {
      out.write(OBJECT);
      encode(object, out);
    } else if (value instanceof List<?> list) {
      list(list, out);
    } else {
      number(value, out);
    }
  }

  private void list(List<?> list, OutputStream out) throws IOException {
    out.write(LIST);
    VarInt.encode(list.size(), out);
    for (Object item : list) {
      value(item, out);
    }
  }

  private static void number(Object value, OutputStream out) throws IOException {
    if (value instanceof BigInteger number) {
      out.write(BIG_INTEGER);
      bytes(number.toByteArray(), out);
    } else if (value instanceof BigDecimal number) {
      out.write(DECIMAL);
      new DataOutputStream(out).writeInt(number.scale());
      bytes(number.unscaledValue().toByteArray(), out);
    } else {
      throw new CoderException("not a JSON value: " + value.getClass().getName());
    }
  }

  private static Object value(InputStream in, Layout root) throws IOException {
    int tag = in.read();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case LONG -> new DataInputStream(in).readLong();
      case BIG_INTEGER -> new BigInteger(bytes(in));
      case DECIMAL -> {
        int scale = new DataInputStream(in).readInt();
        yield new BigDecimal(new BigInteger(bytes(in)), scale);
      }
      case TEXT -> text(in);
      case LIST -> list(in, root);
      case OBJECT -> decode(in, root);
      default -> throw new CoderException("unknown tag " + tag);
    };
  }

  private static List<Object> list(InputStream in, Layout root) throws IOException {
    List<Object> list = new ArrayList<>();
    for (int left = VarInt.decodeInt(in); left > 0; left--) {
      list.add(value(in, root));
    }
    return list;
  }

  private static String text(InputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static void bytes(byte[] bytes, OutputStream out) throws IOException {
    VarInt.encode(bytes.length, out);
    out.write(bytes);
  }

  private static byte[] bytes(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException();
    }
    return bytes;
  }
}
