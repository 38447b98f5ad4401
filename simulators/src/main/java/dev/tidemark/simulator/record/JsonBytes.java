package dev.tidemark.simulator.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * JSON text being written: {@code new JsonBytes().value(Map.of("a", 1))}. One buffer is used for
 * many answers ({@link #clear}), so that a busy simulator makes no garbage. Not safe for several
 * threads.
 */
public final class JsonBytes {
  private static final boolean[] PLAIN = plainCharacters();
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[1 << 12];
  private int size;

  /** Forgets the text, keeps the room. */
  public JsonBytes clear() {
    size = 0;
    return this;
  }

  /** Forgets everything after the first {@code length} bytes. */
  public JsonBytes truncate(int length) {
    size = Math.min(size, length);
    return this;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** Adds bytes as they are. */
  public JsonBytes raw(byte[] source, int from, int to) {
    ensure(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
    return this;
  }

  /** Adds bytes as they are. */
  public JsonBytes raw(byte[] source) {
    return raw(source, 0, source.length);
  }

  /** Adds what another buffer holds. */
  public JsonBytes raw(JsonBytes other) {
    return raw(other.bytes, 0, other.size);
  }

  /** Adds text as it is, without quotes. */
  public JsonBytes raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds one ASCII character as it is. */
  public JsonBytes raw(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Adds a quoted string; {@code <}, {@code >} and {@code &} are escaped as Rails does. */
  public JsonBytes string(String text) {
    int length = text.length();
    ensure(length + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 128 || !PLAIN[c]) {
        return unusual(text, i);
      }
      bytes[size++] = (byte) c;
    }
    bytes[size++] = '"';
    return this;
  }

  /** Adds a whole number. */
  public JsonBytes number(long value) {
    if (value < 0) {
      return raw(Long.toString(value));
    }
    int digits = digits(value);
    ensure(digits);
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  /** Adds a number with a fraction, {@code 3000.0} when it has none. */
  public JsonBytes number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return raw(Long.toString((long) value)).raw(".0");
    }
    return raw(Double.toString(value));
  }

  /** Adds any JSON value made of maps, collections, strings, numbers, booleans and null. */
  public JsonBytes value(Object value) {
    if (value instanceof String text) {
      return string(text);
    } else if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof Collection<?> list) {
      return array(list);
    }
    return raw(String.valueOf(value));
  }

  /** Writes a part of the text. */
  public void writeTo(OutputStream out, int from, int to) throws IOException {
    out.write(bytes, from, to - from);
  }

  /** A copy of the text. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  private JsonBytes object(Map<?, ?> map) {
    raw('{');
    map.forEach((name, value) -> string((String) name).raw(':').value(value).raw(','));
    return close(map.isEmpty(), '}');
  }

  private JsonBytes array(Collection<?> list) {
    raw('[');
    list.forEach(value -> value(value).raw(','));
    return close(list.isEmpty(), ']');
  }

  private JsonBytes close(boolean empty, char bracket) {
    if (!empty) {
      size--; // the comma after the last member
    }
    return raw(bracket);
  }

  private JsonBytes unusual(String text, int from) {
    byte[] rest = text.substring(from).getBytes(StandardCharsets.UTF_8);
    ensure(rest.length * 6 + 1);
    for (byte b : rest) {
      if (b < 0 || PLAIN[b]) {
        bytes[size++] = b;
      } else {
        escape(b);
      }
    }
    bytes[size++] = '"';
    return this;
  }

  private void escape(byte b) {
    bytes[size++] = '\\';
    switch (b) {
      case '"', '\\' -> bytes[size++] = b;
      case '\n' -> bytes[size++] = 'n';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[b >> 4];
        bytes[size++] = HEX[b & 15];
      }
    }
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static boolean[] plainCharacters() {
    boolean[] plain = new boolean[128];
    Arrays.fill(plain, ' ', 127, true);
    for (char special : "\"\\<>&".toCharArray()) {
      plain[special] = false;
    }
    return plain;
  }
}
