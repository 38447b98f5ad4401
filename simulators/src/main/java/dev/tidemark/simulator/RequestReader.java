package dev.tidemark.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads HTTP/1.1 requests, one after the other. Bodies have a Content-Length; an offer to upgrade
 * to HTTP/2 is ignored, as the standard allows.
 */
final class RequestReader {
  private static final int MOST_BODY_BYTES = 16 << 20;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final OutputStream out;
  private final String origin;
  private final byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;

  RequestReader(Socket socket) throws IOException {
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.origin = "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** The next request, or null when the client has closed. */
  Request next() throws IOException {
    if (start == end && !fill()) {
      return null;
    }
    try {
      return request(System.nanoTime());
    } catch (IllegalArgumentException e) {
      throw new IOException("not a request: " + e.getMessage(), e);
    }
  }

  private Request request(long arrival) throws IOException {
    String[] words = line().split(" ");
    if (words.length != 3) {
      throw new IOException("not a request line");
    }
    Map<String, String> headers = headers();
    return Request.of(words[0], origin, words[1], headers, body(headers), arrival);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    return Collections.unmodifiableMap(headers);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (length < 0 || length > MOST_BODY_BYTES || headers.containsKey("transfer-encoding")) {
      throw new IOException("a body that is too long or has no length");
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write(CONTINUE);
      out.flush();
    }
    byte[] body = new byte[length];
    int buffered = Math.min(length, end - start);
    System.arraycopy(buffer, start, body, 0, buffered);
    start += buffered;
    if (in.readNBytes(body, buffered, length - buffered) < length - buffered) {
      throw new EOFException("the body ends early");
    }
    return body;
  }

  private String line() throws IOException {
    int at = start;
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == '\n') {
          return takeLine(at);
        }
      }
      at -= start;
      if (!fill()) {
        throw new EOFException("the request ends early");
      }
      at += start;
    }
  }

  private String takeLine(int newline) {
    int length = newline - start;
    boolean returned = length > 0 && buffer[newline - 1] == '\r';
    String line =
        new String(buffer, start, returned ? length - 1 : length, StandardCharsets.ISO_8859_1);
    start = newline + 1;
    return line;
  }

  /** Reads more after moving what is left to the front; false at the end of the stream. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) {
      throw new IOException("a line of over " + buffer.length + " bytes");
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read > 0;
  }
}
