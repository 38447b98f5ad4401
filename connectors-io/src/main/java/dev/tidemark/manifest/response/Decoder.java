package dev.tidemark.manifest.response;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Turns a body into the elements that records are extracted from. */
public interface Decoder {
  /**
   * The elements of a body, decoded as they are asked for, so that those of a large one are never
   * held all at once. Whoever opened the body closes it.
   */
  Elements open(InputStream body) throws Undecodable, IOException;

  /** All elements of an answer; throws where its body is not what the decoder reads. */
  default List<Object> decode(Answer answer) throws Undecodable {
    List<Object> all = new ArrayList<>();
    try {
      Elements elements = open(new ByteArrayInputStream(answer.reply().body()));
      for (Object next = elements.next(); next != Elements.END; next = elements.next()) {
        all.add(next);
      }
      return all;
    } catch (Undecodable | IOException e) {
      throw new Undecodable(
          "the answer can't be decoded (" + answer.description() + "): " + e.getMessage());
    }
  }
}
