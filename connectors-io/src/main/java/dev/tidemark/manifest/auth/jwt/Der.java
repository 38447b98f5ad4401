package dev.tidemark.manifest.auth.jwt;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A value as ASN.1 encodes it, as far as private keys need that. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are not changed
record Der(int tag, byte[] content) {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int NAME = 0x06;
  private static final int SEQUENCE = 0x30;

  static Der sequence(Der... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (Der part : parts) {
      content.writeBytes(part.encoded());
    }
    return new Der(SEQUENCE, content.toByteArray());
  }

  static Der octets(byte[] content) {
    return new Der(OCTETS, content);
  }

  static Der integer(int small) {
    return new Der(INTEGER, new byte[] {(byte) small});
  }

  static Der nothing() {
    return new Der(0x05, new byte[0]);
  }

  /** An object identifier. */
  static Der name(String hex) {
    return new Der(NAME, HexFormat.of().parseHex(hex));
  }

  /** The one value that the bytes are. */
  static Der read(byte[] bytes) {
    List<Der> all = readAll(bytes);
    if (all.size() != 1) {
      throw new IllegalArgumentException("more than one value");
    }
    return all.get(0);
  }

  private static List<Der> readAll(byte[] bytes) {
    List<Der> all = new ArrayList<>();
    int position = 0;
    while (position < bytes.length) {
      int length = bytes[position + 1] & 0xff;
      int start = position + 2;
      if (length > 0x80) {
        int size = length & 0x7f;
        length = 0;
        for (int i = 0; i < size; i++) {
          length = (length << 8) | (bytes[start++] & 0xff);
        }
      }
      if (length < 0 || length > bytes.length - start) {
        throw new IllegalArgumentException("a value is cut");
      }
      all.add(new Der(bytes[position] & 0xff, Arrays.copyOfRange(bytes, start, start + length)));
      position = start + length;
    }
    return all;
  }

  /** What a sequence, or a tagged value, holds. */
  List<Der> parts() {
    return readAll(content);
  }

  Der part(int index) {
    return parts().get(index);
  }

  boolean isInteger() {
    return tag == INTEGER;
  }

  int number() {
    int number = 0;
    for (byte b : content) {
      number = Math.addExact(Math.multiplyExact(number, 256), b & 0xff);
    }
    return number;
  }

  /** The content in hexadecimal digits: what object identifiers are compared by. */
  String hex() {
    return HexFormat.of().formatHex(content);
  }

  byte[] encoded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int size = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
      out.write(0x80 | size);
      for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        out.write(content.length >> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
