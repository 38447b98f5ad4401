package dev.tidemark.manifest.response;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the characters of a text. A line may end in any of the three ways; all look alike here. */
final class TextReader {
  static final int END = -1;

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int LOOKED_AT = 256;

  /** Every text is a text: that this one is a page for people must be told from its beginning. */
  private static final Pattern WEB_PAGE =
      Pattern.compile("\\s*(<!--.*?-->\\s*)*<(!doctype\\s+html|html\\b).*", Pattern.DOTALL);

  private final Body body;
  private final Metered bytes;
  private final Reader reader;
  private final char[] buffer = new char[16 << 10];
  private int at;
  private int filled;
  private long line = 1;

  TextReader(Body body, Charsets.Encoding encoding) throws Undecodable {
    this.body = body;
    this.bytes = new Metered(body.bytes());
    BufferedInputStream buffered = new BufferedInputStream(bytes.stream());
    refuseWebPage(buffered);
    this.reader = new InputStreamReader(buffered, encoding.charset().newDecoder());
    if (encoding.dropsMark() && peek() == BYTE_ORDER_MARK) {
      at++;
    }
  }

  private void refuseWebPage(BufferedInputStream content) throws Undecodable {
    try {
      content.mark(LOOKED_AT);
      byte[] start = content.readNBytes(LOOKED_AT);
      content.reset();
      String text = new String(start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      if (WEB_PAGE.matcher(text).matches()) {
        throw body.fault("is a web page", "rows of text were expected");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The next character, a line end as {@code \n}; {@link #END} where there is none. */
  int next() throws Undecodable {
    int c = peek();
    if (c == END) {
      return END;
    }
    at++;
    if (c == '\r') {
      if (peek() == '\n') {
        at++;
      }
      c = '\n';
    }
    line += c == '\n' ? 1 : 0;
    return c;
  }

  /** The rest of the line without its end, or null after the last one. */
  String line() throws Undecodable {
    bytes.allowElement();
    int c = next();
    if (c == END) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (; c != END && c != '\n'; c = next()) {
      text.append((char) c);
    }
    return text.toString();
  }

  /** Another element begins. */
  void allowElement() {
    bytes.allowElement();
  }

  /** Which line is being read, from 1. */
  long lineNumber() {
    return line;
  }

  long position() {
    return bytes.count();
  }

  private int peek() throws Undecodable {
    if (at == filled) {
      at = 0;
      try {
        filled = Math.max(0, reader.read(buffer));
      } catch (CharacterCodingException e) {
        throw body.fault("is in another encoding", "noticed near line " + line);
      } catch (IOException e) {
        throw unreadable(e);
      }
      if (filled == 0) {
        return END;
      }
    }
    return buffer[at];
  }

  private Undecodable unreadable(IOException e) {
    return body.fault("can't be read", e.getMessage());
  }
}
