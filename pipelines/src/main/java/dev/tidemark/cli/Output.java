package dev.tidemark.cli;

import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Where a command's results and messages go, and what the terminal can do. */
final class Output {
  private Output() {}

  /**
   * Prepares the process's streams: UTF-8, secrets masked in messages, logs only when asked for.
   *
   * @param json whether messages are JSON objects, one a line
   */
  static void install(boolean debug, boolean json) {
    Notes.arrange(debug);
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "info" : "off");
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
    // Idle connections that a server or a firewall has dropped would fail the next request.
    System.setProperty("jdk.httpclient.keepalive.timeout", "30");
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    System.setErr(new PrintStream(new MaskedLines(err, json), true, StandardCharsets.UTF_8));
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(
        new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8));
    Runtime.getRuntime().addShutdownHook(new Thread(System.out::flush));
  }

  /** Prints something about the work: secrets are masked. */
  static void say(String text) {
    System.out.println(Masking.mask(text));
    System.out.flush();
  }

  /** Prints data: it is the user's, and stays as it is. */
  static void data(String text) {
    System.out.println(text);
  }

  /** Something that prints data as bytes. */
  interface Printing {
    void to(OutputStream out) throws IOException;
  }

  /**
   * Prints data as bytes, as long as somebody reads them: {@code | head} wants no more, and that is
   * no error.
   */
  static void data(Printing printing) {
    System.out.flush();
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
      printing.to(buffered);
    } catch (IOException e) {
      if (!"Broken pipe".equals(e.getMessage())) {
        throw Problem.config("can't print the result: " + e.getMessage());
      }
    }
  }

  /** Whether messages go to a terminal; the launcher looks, because Java can't tell for stderr. */
  static boolean isTerminal() {
    return Boolean.getBoolean("tidemark.terminal");
  }

  /** Of lines of messages. */
  static int width() {
    int columns = Integer.getInteger("tidemark.columns", 0);
    return columns == 0 ? 100 : Math.max(40, columns);
  }

  /** Of tables; they are cut only where they go to a terminal. */
  static int tableWidth() {
    return Boolean.getBoolean("tidemark.terminal.out") ? width() : Integer.MAX_VALUE;
  }

  /** Masks whole lines, so that a secret cut by a buffer's end is found all the same. */
  private static final class MaskedLines extends OutputStream {
    private final OutputStream target;
    private final boolean json;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    MaskedLines(OutputStream target, boolean json) {
      this.target = target;
      this.json = json;
    }

    @Override
    public synchronized void write(int b) throws IOException {
      line.write(b);
      if (b == '\n') {
        pass();
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      target.flush();
    }

    private void pass() throws IOException {
      String text = Masking.mask(line.toString(StandardCharsets.UTF_8));
      line.reset();
      String shown = json ? LogLine.of(text, Instant.now()) : text;
      target.write(shown.getBytes(StandardCharsets.UTF_8));
    }
  }
}
