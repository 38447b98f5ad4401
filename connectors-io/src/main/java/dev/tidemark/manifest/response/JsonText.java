package dev.tidemark.manifest.response;

import dev.tidemark.json.JsonStream;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.json.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** JSON values in a text, read one at a time. */
final class JsonText implements Elements {
  private final Body body;
  private final Metered bytes;
  private final JsonStream values;

  private interface Opening {
    JsonStream open(InputStream text) throws IOException;
  }

  private JsonText(Body body, Opening opening) throws Undecodable {
    this.body = body;
    this.bytes = new Metered(body.bytes());
    try {
      this.values = opening.open(bytes.stream());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The items of an array, or the one value that fills the text. */
  static Format items(Charset charset) {
    return body -> new JsonText(body, text -> JsonStream.items(text, charset));
  }

  /** Values, usually one in each line. */
  static Format sequence(Charset charset) {
    return body -> new JsonText(body, text -> JsonStream.sequence(text, charset));
  }

  /** The items of arrays that lie deeper. */
  static Format itemsAt(String path, Charset charset) {
    return body -> new JsonText(body, text -> JsonStream.itemsAt(path, text, charset));
  }

  @Override
  public boolean hasNext() throws Undecodable {
    try {
      return values.hasNext();
    } catch (JsonSyntax e) {
      throw malformed(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Object next(Layout layouts) throws Undecodable {
    try {
      bytes.allowElement();
      return values.next(layouts);
    } catch (JsonSyntax e) {
      throw malformed(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public long position() {
    return bytes.count();
  }

  private Undecodable malformed(JsonSyntax e) {
    return body.fault("is not JSON", e.getMessage());
  }

  private Undecodable unreadable(IOException e) {
    return body.fault("can't be read", e.getMessage());
  }
}
