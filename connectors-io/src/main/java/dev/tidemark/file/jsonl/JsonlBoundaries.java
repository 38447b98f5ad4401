package dev.tidemark.file.jsonl;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.text.ByteWindow;
import dev.tidemark.file.text.TextSplitter;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.json.Layout;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Finds where objects begin in the middle of a text: at a line that is an object and follows
 * another one that is. Within a larger object there would be a comma between the two, and within a
 * text no line could end.
 */
final class JsonlBoundaries implements TextSplitter.Boundaries {
  /** In a text of longer objects, or of such that go over several lines, nothing is certain. */
  private static final int REACH = 4 << 20;

  @Override
  public OptionalLong find(FileContent file, long offset) throws IOException {
    try (ByteWindow window = new ByteWindow(file.open(offset, REACH), offset)) {
      window.more();
      int begin = lineEnd(window, 0) + 1;
      boolean follows = false;
      while (begin > 0) {
        int end = lineEnd(window, begin);
        if (end < 0) {
          return OptionalLong.empty();
        }
        boolean isObject = isObject(window, begin, end);
        if (isObject && follows) {
          return OptionalLong.of(offset + begin);
        }
        follows = isObject || (follows && isBlank(window, begin, end));
        begin = end + 1;
      }
      return OptionalLong.empty();
    }
  }

  /** Where the break of the line is, or -1. The window keeps all it has shown. */
  private static int lineEnd(ByteWindow window, int begin) throws IOException {
    int i = begin;
    while (true) {
      byte[] bytes = window.bytes();
      for (; i < window.end(); i++) {
        if (bytes[i] == '\n') {
          return i;
        }
      }
      if (window.isLast()) {
        return -1;
      }
      window.more();
    }
  }

  private static boolean isObject(ByteWindow window, int begin, int end) {
    try {
      return Json.parse(window.bytes(), begin, end - begin, Layout.empty()) instanceof JsonObject;
    } catch (JsonSyntax e) {
      return false;
    }
  }

  private static boolean isBlank(ByteWindow window, int begin, int end) {
    for (int i = begin; i < end; i++) {
      byte b = window.bytes()[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
