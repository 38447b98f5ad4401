package dev.tidemark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads JSON values one after another, so that the text may be longer than what memory holds. That
 * the text is well-formed is known only of what has been read. For one thread at a time.
 */
public final class JsonStream {
  private final JsonParser parser;
  private final Search search;
  private boolean found;

  private JsonStream(JsonParser parser, Search search) {
    this.parser = parser;
    this.search = search;
  }

  /** Moves a parser to the beginning of the next value that is wanted; false where none is left. */
  private interface Search {
    boolean next(JsonParser parser) throws IOException, JsonSyntax;
  }

  /**
   * The items of the array that fills the text; the value that does, if it is no array.
   *
   * @param charset null for one of those that JSON may be in, whichever it is
   */
  public static JsonStream items(InputStream text, Charset charset) throws IOException {
    return new JsonStream(Json.parser(text, charset), new Items());
  }

  /** Values with nothing but white space between them. */
  public static JsonStream sequence(InputStream text, Charset charset) throws IOException {
    return new JsonStream(Json.parser(text, charset), parser -> parser.nextToken() != null);
  }

  /**
   * The items of all arrays at a path.
   *
   * @param path names joined by dots, where {@code item} stands for those of an array on the way
   */
  public static JsonStream itemsAt(String path, InputStream text, Charset charset)
      throws IOException {
    return new JsonStream(Json.parser(text, charset), new ItemsAt(path));
  }

  /** Whether there is another value. */
  public boolean hasNext() throws IOException, JsonSyntax {
    if (!found) {
      found = read(() -> search.next(parser));
    }
    return found;
  }

  /**
   * The next value.
   *
   * @param layouts root of the layouts of its objects; see {@link Layout}
   */
  public Object next(Layout layouts) throws IOException, JsonSyntax {
    if (!hasNext()) {
      throw new IllegalStateException("there is no further value");
    }
    found = false;
    return read(() -> Json.value(parser, layouts));
  }

  private interface Reading<T> {
    T now() throws IOException, JsonSyntax;
  }

  private <T> T read(Reading<T> reading) throws IOException, JsonSyntax {
    try {
      return reading.now();
    } catch (JsonProcessingException e) {
      throw Json.syntax(e, parser);
    } catch (CharConversionException | CharacterCodingException e) {
      throw new JsonSyntax("the text is in another encoding", 0);
    }
  }

  private static void begin(JsonParser parser) throws IOException, JsonSyntax {
    if (parser.nextToken() == null) {
      throw new JsonSyntax("the body is empty", 0);
    }
  }

  private static final class Items implements Search {
    private boolean begun;
    private boolean ended;

    @Override
    public boolean next(JsonParser parser) throws IOException, JsonSyntax {
      if (!begun) {
        begun = true;
        begin(parser);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
          return true;
        }
      }
      if (!ended && !parser.getParsingContext().inRoot()) {
        ended = parser.nextToken() == JsonToken.END_ARRAY;
        if (!ended) {
          return true;
        }
      }
      Json.refuseMore(parser);
      return false;
    }
  }

  private static final class ItemsAt implements Search {
    private final String path;

    /** The paths of the containers that the parser is in, the innermost first. */
    private final Deque<String> containers = new ArrayDeque<>();

    private boolean begun;

    ItemsAt(String path) {
      this.path = path;
    }

    @Override
    public boolean next(JsonParser parser) throws IOException, JsonSyntax {
      if (!begun) {
        begun = true;
        begin(parser);
        if (parser.currentToken().isStructStart()) {
          containers.push("");
        }
      }
      while (!containers.isEmpty()) {
        JsonToken token = parser.nextToken();
        if (token.isStructEnd()) {
          containers.pop();
        } else if (token != JsonToken.FIELD_NAME && isItem(parser)) {
          return true;
        }
      }
      Json.refuseMore(parser);
      return false;
    }

    /** Whether the value that begins here is wanted; enters it if such a value may be in it. */
    private boolean isItem(JsonParser parser) throws IOException {
      JsonStreamContext within = parser.getParsingContext();
      boolean isStruct = parser.currentToken().isStructStart();
      boolean inArray = (isStruct ? within.getParent() : within).inArray();
      String around = containers.peek();
      if (inArray && around.equals(path)) {
        return true;
      }
      if (isStruct) {
        String name = inArray ? "item" : parser.currentName();
        String here = around.isEmpty() ? name : around + "." + name;
        if (path.equals(here) || path.startsWith(here + ".")) {
          containers.push(here);
        } else {
          parser.skipChildren();
        }
      }
      return false;
    }
  }
}
