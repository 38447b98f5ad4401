package dev.tidemark.manifest.response;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonItems;
import dev.tidemark.json.JsonSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;

/** One JSON value: the items of an array, or the value itself. */
public final class JsonDecoder implements Decoder {
  public static final JsonDecoder INSTANCE = new JsonDecoder();

  private JsonDecoder() {}

  @Override
  public Elements open(InputStream body) throws IOException {
    JsonItems items = Json.items(body);
    return () -> {
      try {
        Object item = items.next();
        return item == JsonItems.END ? Elements.END : item;
      } catch (JsonSyntax e) {
        throw new Undecodable("it is not JSON: " + e.getMessage());
      }
    };
  }

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
