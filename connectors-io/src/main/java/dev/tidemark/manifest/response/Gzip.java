package dev.tidemark.manifest.response;

import dev.tidemark.http.Unpacking;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Something packed with gzip, once or more often; what is not packed is read as it is. */
final class Gzip {
  private static final int LAYERS = 3;
  private static final int BUFFER = 64 << 10;

  private Gzip() {}

  static Format of(Format content) {
    return body -> content.read(body.unpacked(unpack(body)));
  }

  private static InputStream unpack(Body body) throws Undecodable {
    Unpacking unpacking = new Unpacking(body.packed());
    InputStream content = body.bytes();
    try {
      for (int layer = 0; layer <= LAYERS; layer++) {
        BufferedInputStream buffered = new BufferedInputStream(content, BUFFER);
        if (!isPacked(buffered)) {
          return buffered;
        }
        content = unpacking.limited(new GZIPInputStream(buffered, BUFFER));
      }
    } catch (IOException e) {
      throw body.fault("can't be unpacked", e.getMessage());
    }
    throw body.fault("can't be unpacked", "it is packed more than " + LAYERS + " times over");
  }

  /** By how it begins: headers often tell of a packing that was undone on the way. */
  private static boolean isPacked(BufferedInputStream content) throws IOException {
    content.mark(2);
    boolean isPacked = content.read() == 0x1f && content.read() == 0x8b;
    content.reset();
    return isPacked;
  }
}
