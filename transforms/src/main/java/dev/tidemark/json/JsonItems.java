package dev.tidemark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads a JSON text without ever holding all of it: the items of an array, or the one value that
 * the text is. For one thread.
 */
public final class JsonItems implements Closeable {
  /** What comes after the last item. */
  public static final Object END = new Object();

  private final JsonParser parser;
  private final Layout root = Layout.empty();
  private boolean begun;
  private boolean inArray;
  private boolean ended;

  JsonItems(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The next item, or {@link #END}.
   *
   * @throws JsonSyntax if the text is empty, cut, followed by more, or nested too deep
   */
  public Object next() throws JsonSyntax, IOException {
    if (ended) {
      return END;
    }
    try {
      return begun ? following() : first();
    } catch (JsonProcessingException e) {
      throw Json.syntax(parser, e);
    } catch (CharConversionException e) {
      throw new JsonSyntax("the text is in no known encoding", 0);
    }
  }

  private Object first() throws JsonSyntax, IOException {
    begun = true;
    if (parser.nextToken() == null) {
      throw new JsonSyntax("the body is empty", 0);
    }
    inArray = parser.currentToken() == JsonToken.START_ARRAY;
    return inArray ? following() : Json.value(parser, root);
  }

  private Object following() throws JsonSyntax, IOException {
    if (inArray && parser.nextToken() != JsonToken.END_ARRAY) {
      return Json.value(parser, root);
    }
    Json.expectEnd(parser);
    ended = true;
    return END;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
