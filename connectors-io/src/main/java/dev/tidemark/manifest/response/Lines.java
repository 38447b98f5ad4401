package dev.tidemark.manifest.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;

/** The lines of a text, each as {@code {record: line}}. */
final class Lines implements Elements {
  private final TextReader text;
  private String line;

  Lines(Body body) throws Undecodable {
    text = new TextReader(body, new Charsets.Encoding(UTF_8, false));
  }

  @Override
  public boolean hasNext() throws Undecodable {
    if (line == null) {
      line = text.line();
    }
    return line != null;
  }

  @Override
  public Object next(Layout layouts) throws Undecodable {
    if (!hasNext()) {
      throw new IllegalStateException("there is no further line");
    }
    JsonObject element = new JsonObject(layouts).put("record", line);
    line = null;
    return element;
  }

  @Override
  public long position() {
    return text.position();
  }
}
