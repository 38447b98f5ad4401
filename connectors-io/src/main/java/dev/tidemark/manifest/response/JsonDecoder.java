package dev.tidemark.manifest.response;

import dev.tidemark.json.JsonSyntax;
import java.util.Collections;
import java.util.List;

/** One JSON value: the items of an array, or the value itself. */
public final class JsonDecoder implements Decoder {
  public static final JsonDecoder INSTANCE = new JsonDecoder();

  private JsonDecoder() {}

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> decode(Answer answer) throws Undecodable {
    try {
      Object value = answer.json();
      return value instanceof List<?> list ? (List<Object>) list : Collections.singletonList(value);
    } catch (JsonSyntax e) {
      throw new Undecodable(
          "the answer is not JSON (" + answer.description() + "): " + e.getMessage());
    }
  }
}
