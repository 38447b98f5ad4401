package dev.tidemark.manifest.response;

import dev.tidemark.http.Reply;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Bytes to be read in some format.
 *
 * @param name what messages call them
 * @param bytes read once
 * @param packed how many bytes came over the network
 * @param description of the answer that they are from
 */
record Body(String name, InputStream bytes, long packed, Supplier<String> description) {
  static Body of(Answer answer) {
    Reply reply = answer.reply();
    return new Body("the answer", reply.open(), reply.size(), answer::description);
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
    return new Undecodable(name + " " + verdict + " (" + description.get() + "): " + reason);
  }
}
