package dev.tidemark.file.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.text.ByteWindow;
import dev.tidemark.file.text.TextPlace;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.json.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads objects. One that does not end with its line goes on in the following ones, if that makes
 * an object of it; if not, its first line is bad, and what follows is read as if that were not
 * there.
 */
final class JsonlReader implements PageReader {
  /** A longer object would not leave room for others. */
  private static final int MOST = 64 << 20;

  private final Reading reading;
  private final ByteWindow window;
  private long line;
  private Layout layouts;
  private List<JsonObject> records;
  private List<BadRecord> bad;

  JsonlReader(Reading reading) throws IOException {
    this.reading = reading;
    TextPlace place = TextPlace.of(reading);
    this.line = place.line();
    long length = reading.split().to() - place.offset();
    this.window = new ByteWindow(reading.file().open(place.offset(), length), place.offset());
  }

  @Override
  public FilePage next() throws IOException {
    records = new ArrayList<>();
    bad = new ArrayList<>();
    layouts = Layout.empty();
    long begin = window.offset();
    while (!reading.limit().isReached(records.size() + bad.size(), window.offset() - begin)) {
      int end = lineEnd();
      if (end < 0) {
        return new FilePage(records, bad, window.offset() - begin, null);
      }
      readLine(end);
    }
    String following = new TextPlace(window.offset(), line).token();
    return new FilePage(records, bad, window.offset() - begin, following);
  }

  /** Where the line at hand ends, its break not included; -1 if there is none. */
  private int lineEnd() throws IOException {
    int seen = 0;
    while (true) {
      byte[] bytes = window.bytes();
      for (int i = window.position() + seen; i < window.end(); i++) {
        if (bytes[i] == '\n') {
          return i;
        }
      }
      if (window.isLast()) {
        return window.size() == 0 ? -1 : window.end();
      }
      seen = window.size();
      if (seen > MOST) {
        throw TextPlace.problem(
            reading, line, "the line is longer than " + (MOST >> 20) + " MB, too long to be read");
      }
      window.more();
    }
  }

  private void readLine(int end) throws IOException {
    int begin = firstOf(window.position(), end);
    if (begin == end) {
      pass(end);
      return;
    }
    if (window.bytes()[begin] != '{') {
      bad(end, "it is no JSON object");
      return;
    }
    try {
      records.add(parse(begin, end));
      pass(end);
    } catch (JsonSyntax e) {
      if (!e.isCut() || !readLines(begin)) {
        bad(lineEnd(), e.getMessage());
      }
    }
  }

  /** Reads an object that does not end with its line; false if there is none. */
  private boolean readLines(int begin) throws IOException {
    int skipped = begin - window.position();
    ObjectEnd object = new ObjectEnd(window, skipped, MOST);
    if (!object.find()) {
      return false;
    }
    int end = window.position() + object.size();
    try {
      records.add(parse(window.position() + skipped, end));
    } catch (JsonSyntax e) {
      return false;
    }
    line += object.breaks();
    pass(end);
    return true;
  }

  private JsonObject parse(int begin, int end) throws JsonSyntax {
    return (JsonObject) Json.parse(window.bytes(), begin, end - begin, layouts);
  }

  /** Blanks say nothing, nor does a byte order mark. */
  private int firstOf(int begin, int end) {
    byte[] bytes = window.bytes();
    int i = begin;
    if (window.offset() == 0
        && end - i >= 3
        && bytes[i] == (byte) 0xef
        && bytes[i + 1] == (byte) 0xbb) {
      i += 3;
    }
    while (i < end && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
      i++;
    }
    return i;
  }

  private void bad(int end, String reason) {
    int begin = window.position();
    String text = new String(window.bytes(), begin, end - begin, UTF_8).stripTrailing();
    bad.add(new BadRecord(TextPlace.line(reading.split(), line), reason, text));
    pass(end);
  }

  /** Passes a line and its break. */
  private void pass(int end) {
    boolean hasBreak = end < window.end();
    window.moveTo(hasBreak ? end + 1 : end);
    line += hasBreak ? 1 : 0;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
