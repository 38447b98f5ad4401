package dev.tidemark.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes members out of finished JSON text. */
final class JsonMembers {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonMembers() {}

  /** The same object without one of its members. */
  static byte[] without(byte[] object, String member) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonParser in = JSON.createParser(object);
        JsonGenerator rest = JSON.createGenerator(out)) {
      in.nextToken();
      rest.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        copyUnless(in, rest, member);
      }
      rest.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void copyUnless(JsonParser in, JsonGenerator rest, String member)
      throws IOException {
    String name = in.currentName();
    in.nextToken();
    if (name.equals(member)) {
      in.skipChildren();
    } else {
      rest.writeFieldName(name);
      rest.copyCurrentStructure(in);
    }
  }
}
