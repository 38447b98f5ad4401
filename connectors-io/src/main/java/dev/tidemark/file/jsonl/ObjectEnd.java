package dev.tidemark.file.jsonl;

import dev.tidemark.file.text.ByteWindow;
import java.io.IOException;

/**
 * Finds the end of an object that goes over several lines: the line in which it ends, if nothing
 * follows it there. Gives up where no JSON goes on like this, so that a line that was cut does not
 * have the rest of the file gone through.
 */
final class ObjectEnd {
  private final ByteWindow window;
  private final int most;

  /** Relative to the window's position, which stays where it is. */
  private int at;

  private int depth;
  private int breaks;
  private boolean afterValue;

  ObjectEnd(ByteWindow window, int at, int most) {
    this.window = window;
    this.at = at;
    this.most = most;
  }

  /** How many bytes there are before the end of the line in which the object ends. */
  int size() {
    return at;
  }

  /** How many line breaks are within that. */
  int breaks() {
    return breaks;
  }

  /** Whether there may be an object here. */
  boolean find() throws IOException {
    do {
      int b = next();
      boolean goesOn =
          switch (b) {
            case '{', '[' -> opens();
            case '}', ']' -> closes();
            case '"' -> text();
            case ',', ':' -> {
              afterValue = false;
              yield true;
            }
            default -> b >= 0;
          };
      if (!goesOn) {
        return false;
      }
    } while (depth > 0);
    return restIsBlank();
  }

  private boolean opens() {
    depth++;
    return !afterValue;
  }

  private boolean closes() {
    depth--;
    afterValue = true;
    return true;
  }

  private boolean text() throws IOException {
    if (afterValue) {
      return false;
    }
    afterValue = true;
    while (true) {
      int b = next();
      if (b == '"') {
        return true;
      }
      if (b == '\\') {
        b = next();
      }
      if (b < 0 || b == '\n') {
        return false;
      }
    }
  }

  private boolean restIsBlank() throws IOException {
    while (true) {
      int b = next();
      if (b < 0 || b == '\n') {
        at -= b < 0 ? 0 : 1;
        breaks -= b < 0 ? 0 : 1;
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
  }

  /** The next byte, or -1 at the end. */
  private int next() throws IOException {
    while (at == window.size()) {
      if (window.isLast() || at > most) {
        return -1;
      }
      window.more();
    }
    int b = window.bytes()[window.position() + at++] & 0xff;
    breaks += b == '\n' ? 1 : 0;
    return b;
  }
}
