package dev.tidemark.file.csv;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.text.TextSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Finds where rows begin in the middle of a text, where nobody knows whether a quote is open.
 *
 * <p>It follows what a reader would do from every state that it could be in, until they all come to
 * the same state, or until those that are left out had a row longer than any that is read. What
 * holds then holds whatever stands before. Both happen soon: text that is taken for quoted when it
 * is not meets a quote that opens, and takes it for one that closes and has something behind it; so
 * the cell goes on without quotes, and at its end both readers are of one mind.
 */
final class CsvBoundaries implements TextSplitter.Boundaries {
  private static final int ROW = 0;
  private static final int CELL = 1;
  private static final int PLAIN = 2;
  private static final int QUOTED = 3;
  private static final int AFTER_QUOTE = 4;
  private static final int PLAIN_ESCAPE = 5;
  private static final int QUOTED_ESCAPE = 6;
  private static final int STATES = 7;

  private static final int OTHER = 0;
  private static final int BREAK = 1;
  private static final int DELIMITER = 2;
  private static final int QUOTE = 3;
  private static final int ESCAPE = 4;
  private static final int CLASSES = 5;

  /** How far from a place its boundary may be. */
  private static final long REACH = 2L * CsvText.MOST_ROW + (1 << 20);

  private final byte[] classes = new byte[256];
  private final byte[] next = new byte[STATES * CLASSES];

  CsvBoundaries(CsvMarks marks) {
    if (marks.escapes()) {
      classes[marks.escape() & 0xff] = ESCAPE;
    }
    classes['\n'] = BREAK;
    classes['\r'] = BREAK;
    classes[marks.delimiter() & 0xff] = DELIMITER;
    classes[marks.quote() & 0xff] = QUOTE;
    for (int state : new int[] {ROW, CELL}) {
      moves(state, PLAIN, ROW, CELL, QUOTED, PLAIN_ESCAPE);
    }
    moves(PLAIN, PLAIN, ROW, CELL, PLAIN, PLAIN_ESCAPE);
    moves(QUOTED, QUOTED, QUOTED, QUOTED, AFTER_QUOTE, QUOTED_ESCAPE);
    int doubled = marks.doublesQuote() ? QUOTED : PLAIN;
    moves(AFTER_QUOTE, PLAIN, ROW, CELL, doubled, PLAIN_ESCAPE);
    moves(PLAIN_ESCAPE, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN);
    moves(QUOTED_ESCAPE, QUOTED, QUOTED, QUOTED, QUOTED, QUOTED);
  }

  private void moves(int state, int... states) {
    for (int i = 0; i < CLASSES; i++) {
      next[state * CLASSES + i] = (byte) states[i];
    }
  }

  @Override
  public OptionalLong find(FileContent file, long offset) throws IOException {
    try (InputStream stream = file.open(offset, REACH)) {
      Readers readers = new Readers(offset);
      byte[] bytes = new byte[64 << 10];
      for (int read; (read = stream.readNBytes(bytes, 0, bytes.length)) > 0; ) {
        long boundary = readers.follow(bytes, read);
        if (boundary >= 0) {
          return OptionalLong.of(boundary);
        }
      }
    }
    return OptionalLong.empty();
  }

  /** All that a reader could be doing. */
  private final class Readers {
    private int count = STATES;
    private final byte[] states = {
      ROW, CELL, PLAIN, QUOTED, AFTER_QUOTE, PLAIN_ESCAPE, QUOTED_ESCAPE
    };

    /** Where the row began that each is in. */
    private final long[] rows = new long[STATES];

    /** Where the first row began that each met since it was joined by another one; -1 for none. */
    private final long[] firsts = new long[STATES];

    private long offset;
    private byte last;

    Readers(long offset) {
      this.offset = offset;
      Arrays.fill(rows, offset);
      Arrays.fill(firsts, -1);
    }

    /** Where a row begins for sure, as far as these bytes tell; -1 if they do not. */
    long follow(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        boolean withinBreak = last == '\r' && bytes[i] == '\n';
        if (classes[last & 0xff] == BREAK && !withinBreak) {
          noteRows();
        }
        if (count == 1 && firsts[0] >= 0) {
          return firsts[0];
        }
        last = bytes[i];
        step(classes[bytes[i] & 0xff]);
        offset++;
      }
      return -1;
    }

    /** Remembers what will have been a row's beginning if the others turn out to be wrong. */
    private void noteRows() {
      for (int r = 0; r < count; r++) {
        if (states[r] == ROW && firsts[r] < 0) {
          firsts[r] = offset;
        }
      }
    }

    private void step(byte meaning) {
      if (meaning == OTHER && count == 2 && isSettled(states[0]) && isSettled(states[1])) {
        return;
      }
      boolean changed = false;
      for (int r = 0; r < count; r++) {
        byte state = next[states[r] * CLASSES + meaning];
        changed |= state != states[r];
        states[r] = state;
        if (state == ROW) {
          rows[r] = offset;
        }
      }
      if (changed) {
        merge();
      }
    }

    /** Whether an ordinary character changes nothing. */
    private static boolean isSettled(byte state) {
      return state == PLAIN || state == QUOTED;
    }

    /** Those in the same state go the same way; of their rows the later beginning counts. */
    private void merge() {
      int kept = 0;
      for (int r = 0; r < count; r++) {
        int same = 0;
        while (same < kept && states[same] != states[r]) {
          same++;
        }
        if (same < kept) {
          rows[same] = Math.max(rows[same], rows[r]);
          firsts[same] = -1;
        } else if (offset - rows[r] <= CsvText.MOST_ROW) {
          states[kept] = states[r];
          firsts[kept] = firsts[r];
          rows[kept++] = rows[r];
        }
      }
      count = kept;
    }
  }
}
