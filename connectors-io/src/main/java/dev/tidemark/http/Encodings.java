package dev.tidemark.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes what a server did to a body for the way. */
final class Encodings {
  private Encodings() {}

  static byte[] decode(byte[] wire, List<String> encodings, int limit) throws IOException {
    String encoding =
        encodings == null ? "identity" : encodings.get(0).strip().toLowerCase(Locale.ROOT);
    if (wire.length == 0) {
      return wire;
    }
    return switch (encoding) {
      case "gzip", "x-gzip" ->
          unpack(new GZIPInputStream(new ByteArrayInputStream(wire), 8 << 10), limit);
      case "deflate" -> unpack(new InflaterInputStream(new ByteArrayInputStream(wire)), limit);
      case "identity", "" -> wire;
      default -> throw new IOException("the answer is encoded as '" + encoding + "'");
    };
  }

  private static byte[] unpack(InputStream packed, int limit) throws IOException {
    try (packed) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
      byte[] buffer = new byte[16 << 10];
      for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
        if (out.size() + (long) read > limit) {
          throw new IOException("the answer unpacks to more than " + (limit >> 20) + " MB");
        }
        out.write(buffer, 0, read);
      }
      return out.toByteArray();
    }
  }
}
