package dev.tidemark.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads JSON text into values (see {@link JsonObject}) and writes them as text. */
public final class Json {
  /** Deeper nesting is refused: no API needs it, and readers of the table would choke on it. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_TEXT = 64 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names made of data would fill the table of the JVM, which is slow to fill.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private Json() {}

  /**
   * Parses one JSON value that fills the whole text.
   *
   * @throws JsonSyntax if the text is empty, cut, followed by more, or nested too deep
   */
  public static Object parse(byte[] text) throws JsonSyntax {
    return parse(text, 0, text.length, Layout.empty());
  }

  /**
   * The same for a value that fills a part of the text.
   *
   * @param layouts root of the layouts of its objects; see {@link Layout}
   */
  public static Object parse(byte[] text, int offset, int length, Layout layouts)
      throws JsonSyntax {
    try (JsonParser parser = FACTORY.createParser(text, offset, length)) {
      return whole(parser, layouts);
    } catch (CharConversionException e) {
      throw new JsonSyntax("the text is in no known encoding", 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses text that this program wrote itself, and that therefore is well-formed. */
  public static Object parse(String text) {
    try {
      return parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntax e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }

  /** As {@link #parse(String)}, for text that holds an object. */
  public static JsonObject parseObject(String text) {
    if (parse(text) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /** Compact JSON text of a value. */
  public static String write(Object value) {
    return new JsonWriter().write(value).toString();
  }

  /** Compact JSON text with the fields of every object sorted by name: equal values, equal text. */
  public static String writeCanonical(Object value) {
    return new JsonWriter().sortingFields().write(value).toString();
  }

  private static Object whole(JsonParser parser, Layout layouts) throws JsonSyntax, IOException {
    try {
      if (parser.nextToken() == null) {
        throw new JsonSyntax("the body is empty", 0);
      }
      Object value = value(parser, layouts);
      refuseMore(parser);
      return value;
    } catch (JsonProcessingException e) {
      throw syntax(e, parser);
    }
  }

  /**
   * @param charset null for one of those that JSON may be in, whichever it is
   */
  static JsonParser parser(InputStream text, Charset charset) throws IOException {
    boolean isUsual = charset == null || charset.equals(StandardCharsets.UTF_8);
    return isUsual
        ? FACTORY.createParser(text)
        : FACTORY.createParser(new InputStreamReader(text, charset.newDecoder()));
  }

  static void refuseMore(JsonParser parser) throws JsonSyntax, IOException {
    if (parser.nextToken() != null) {
      throw new JsonSyntax(
          "more text follows the JSON value", offset(parser.currentTokenLocation()));
    }
  }

  static JsonSyntax syntax(JsonProcessingException e, JsonParser parser) {
    // A word that is no JSON may be anything, so it is not repeated.
    String message =
        e.getOriginalMessage()
            .replaceFirst("Unrecognized token '.*?'", "a word")
            .replaceFirst("(?s) \\(start marker at .*", "");
    boolean located = e.getLocation() != null;
    long offset = offset(located ? e.getLocation() : parser.currentLocation());
    boolean cut = e instanceof JsonEOFException || message.startsWith("Unexpected end-of-input");
    return new JsonSyntax(message, offset, cut);
  }

  /** The value that begins at the parser's token. */
  static Object value(JsonParser parser, Layout root) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser, root);
      case START_ARRAY -> array(parser, root);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("unexpected token " + token);
    };
  }

  private static Object integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private static List<Object> array(JsonParser parser, Layout root) throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, root));
    }
    return items;
  }

  private static JsonObject object(JsonParser parser, Layout root) throws IOException {
    Layout layout = root;
    Object[] values = new Object[16];
    String name;
    while ((name = parser.nextFieldName()) != null) {
      int size = layout.size();
      Layout next = layout.child(name);
      if (next == null) {
        if (!layout.shareable() || layout.indexOf(name) >= 0) {
          return unusualObject(parser, root, new JsonObject(layout, values), name);
        }
        next = layout.plus(name);
      }
      parser.nextToken();
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size] = value(parser, root);
      layout = next;
    }
    return new JsonObject(layout, values);
  }

  /** The rest of an object with a repeated name, or with very many names, from {@code name} on. */
  private static JsonObject unusualObject(
      JsonParser parser, Layout root, JsonObject start, String name) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < start.size(); i++) {
      all.put(start.name(i), start.value(i));
    }
    Set<String> repeated = new LinkedHashSet<>();
    for (String field = name; field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      if (all.containsKey(field)) {
        repeated.add(field);
      }
      all.put(field, value(parser, root));
    }
    Layout layout = Layout.of(Layout.empty(), new ArrayList<>(all.keySet()));
    JsonObject object = new JsonObject(layout, all.values().toArray());
    object.noteRepeated(new ArrayList<>(repeated));
    return object;
  }

  /** In bytes; in characters for UTF-16 and UTF-32, which are decoded before they are parsed. */
  private static long offset(JsonLocation location) {
    return Math.max(0, Math.max(location.getByteOffset(), location.getCharOffset()));
  }
}
