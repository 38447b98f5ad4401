package dev.tidemark.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes what a server did to a body for the way. */
final class Encodings {
  private Encodings() {}

  /**
   * The body as the server had it.
   *
   * @param encodings values of the header, in the order in which they were applied; may be null
   */
  static byte[] decode(byte[] wire, List<String> encodings, int limit) throws IOException {
    if (encodings == null || wire.length == 0) {
      return wire;
    }
    List<String> names = Arrays.asList(String.join(",", encodings).split(","));
    Collections.reverse(names);
    byte[] body = wire;
    for (String name : names) {
      body = undo(name.strip().toLowerCase(Locale.ROOT), body, limit);
    }
    return body;
  }

  private static byte[] undo(String encoding, byte[] body, int limit) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(body);
    return switch (encoding) {
      case "gzip", "x-gzip" -> unpack(new GZIPInputStream(in, 8 << 10), limit);
      case "deflate" -> {
        Inflater inflater = new Inflater(!hasZlibHeader(body));
        try {
          yield unpack(new InflaterInputStream(in, inflater), limit);
        } finally {
          inflater.end();
        }
      }
      case "identity", "" -> body;
      default -> throw new Refused("sent an answer encoded as '" + encoding + "'");
    };
  }

  /** Some servers leave it out. */
  private static boolean hasZlibHeader(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
  }

  private static byte[] unpack(InputStream packed, int limit) throws IOException {
    try (packed) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
      byte[] buffer = new byte[16 << 10];
      for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
        if (out.size() + (long) read > limit) {
          throw new Refused(BoundedBody.tooLarge("sent an answer that unpacks to", limit));
        }
        out.write(buffer, 0, read);
      }
      return out.toByteArray();
    }
  }
}
