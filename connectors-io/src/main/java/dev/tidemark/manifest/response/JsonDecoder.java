package dev.tidemark.manifest.response;

import dev.tidemark.json.JsonSyntax;
import java.util.Collections;
import java.util.List;

/** One JSON value: the items of an array, or the value itself. */
public final class JsonDecoder implements Decoder {
  public static final JsonDecoder INSTANCE = new JsonDecoder();

  /** So large a body is read item by item, unless somebody needed all of it already. */
  private static final int LARGE = 4 << 20;

  private static final Format ITEMS = JsonText.items(null);

  private JsonDecoder() {}

  @Override
  public Paging paging() {
    return Paging.SEEING;
  }

  @Override
  public Elements open(Answer answer) throws Undecodable {
    return answer.reply().size() > LARGE && !answer.isParsed()
        ? ITEMS.read(Body.of(answer))
        : Elements.of(whole(answer));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> whole(Answer answer) throws Undecodable {
    try {
      Object value = answer.json();
      return value instanceof List<?> list ? (List<Object>) list : Collections.singletonList(value);
    } catch (JsonSyntax e) {
      throw Body.of(answer).fault("is not JSON", e.getMessage());
    }
  }
}
