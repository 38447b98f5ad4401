package dev.tidemark.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
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
  static byte[] decode(byte[] wire, List<String> encodings, long limit) throws IOException {
    List<String> names = names(encodings);
    if (names.isEmpty() || wire.length == 0) {
      return wire;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(64 << 10);
    unpack(new ByteArrayInputStream(wire), names, body, limit);
    return body.toByteArray();
  }

  /** The same for a body in a file, which is closed if another one takes its place. */
  static Spool decode(Spool wire, List<String> encodings, long limit) throws IOException {
    List<String> names = names(encodings);
    if (names.isEmpty()) {
      return wire;
    }
    Spool body = Spool.create();
    try (wire) {
      unpack(wire.open(), names, body.writer(), limit);
      return body;
    } catch (IOException e) {
      body.close();
      throw e;
    }
  }

  /** The encodings in the order in which they are undone. */
  private static List<String> names(List<String> encodings) {
    List<String> names = new ArrayList<>();
    for (String name : encodings == null ? new String[0] : String.join(",", encodings).split(",")) {
      String clean = name.strip().toLowerCase(Locale.ROOT);
      if (!clean.isEmpty() && !clean.equals("identity")) {
        names.add(clean);
      }
    }
    Collections.reverse(names);
    return names;
  }

  private static void unpack(InputStream wire, List<String> names, OutputStream out, long limit)
      throws IOException {
    InputStream unpacked = wire;
    for (String name : names) {
      unpacked = undo(name, unpacked);
    }
    try (InputStream in = unpacked) {
      byte[] buffer = new byte[16 << 10];
      long size = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > limit) {
          throw new Refused(BoundedBody.tooLarge("sent an answer that unpacks to", limit));
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private static InputStream undo(String encoding, InputStream packed) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(packed, 8 << 10);
      case "deflate" -> deflated(new BufferedInputStream(packed));
      default -> throw new Refused("sent an answer encoded as '" + encoding + "'");
    };
  }

  private static InputStream deflated(BufferedInputStream packed) throws IOException {
    packed.mark(2);
    int first = packed.read();
    int second = packed.read();
    packed.reset();
    Inflater inflater = new Inflater(!isZlibHeader(first, second));
    return new InflaterInputStream(packed, inflater) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }

  /** Some servers leave it out. */
  private static boolean isZlibHeader(int first, int second) {
    return second >= 0 && (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
  }
}
