package dev.tidemark.manifest.response;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Bytes to be read in some format.
 *
 * @param name what messages call them
 * @param bytes read once
 * @param packed how many bytes came over the network
 * @param description of the answer that they are from; empty where it is not at hand
 */
record Body(String name, InputStream bytes, long packed, Supplier<String> description) {
  static Body of(Answer answer) {
    byte[] body = answer.reply().body();
    return new Body("the answer", new ByteArrayInputStream(body), body.length, answer::description);
  }

  static Body of(InputStream bytes) {
    return new Body("the answer", bytes, Long.MAX_VALUE, () -> "");
  }

  /** What was packed in it. */
  Body unpacked(InputStream content) {
    return new Body(name, content, packed, description);
  }

  /** Something that it holds beside other things. */
  Body member(String memberName, InputStream content) {
    return new Body("'" + memberName + "' in " + name, content, packed, description);
  }

  /**
   * It is not what it should be.
   *
   * @param verdict goes on after its name, as "is not JSON"
   * @param reason what was noticed
   */
  Undecodable fault(String verdict, String reason) {
    String text = description.get();
    String origin = text.isEmpty() ? "" : " (" + text + ")";
    return new Undecodable(name + " " + verdict + origin + ": " + reason);
  }
}
