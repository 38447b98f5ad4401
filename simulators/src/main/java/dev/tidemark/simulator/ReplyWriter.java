package dev.tidemark.simulator;

import dev.tidemark.simulator.record.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.zip.GZIPOutputStream;

/** Sends replies, whole or as broken as they ask to be. */
final class ReplyWriter {
  /** Smaller bodies leave in one packet with their head. */
  private static final int SMALL = 1 << 14;

  private final Socket socket;
  private final OutputStream out;
  private final boolean compress;
  private final JsonBytes head = new JsonBytes();

  ReplyWriter(Socket socket, boolean compress) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.compress = compress;
  }

  /** Sends a reply; answers whether the connection stays open. */
  boolean send(Reply reply, Request request, JsonBytes body) throws IOException {
    if (reply.delivery() == Reply.Delivery.RESET) {
      socket.setSoLinger(true, 0);
      socket.close();
      return false;
    }
    boolean isGzip = compress && accepts(request);
    JsonBytes sent = isGzip ? gzip(body) : body;
    boolean isLast = "close".equalsIgnoreCase(request.header("connection"));
    head(reply.answer(), isGzip, isLast, sent.size());
    boolean isHalf = reply.delivery() == Reply.Delivery.HALF;
    write(sent, isHalf ? sent.size() / 2 : sent.size());
    return !isHalf && !isLast;
  }

  private void head(Answer answer, boolean isGzip, boolean isLast, int length) {
    head.clear()
        .raw("HTTP/1.1 ")
        .number(answer.status())
        .raw(' ')
        .raw(reason(answer.status()))
        .raw("\r\n");
    answer.headers().forEach(this::header);
    if (isGzip) {
      header("content-encoding", "gzip");
    }
    if (isLast) {
      header("connection", "close");
    }
    head.raw("content-length: ").number(length).raw("\r\n\r\n");
  }

  private void header(String name, String value) {
    head.raw(name).raw(": ").raw(value).raw("\r\n");
  }

  private void write(JsonBytes body, int length) throws IOException {
    if (length < SMALL) {
      int headLength = head.size();
      head.raw(body).truncate(headLength + length);
      head.writeTo(out, 0, head.size());
    } else {
      head.writeTo(out, 0, head.size());
      body.writeTo(out, 0, length);
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status";
    };
  }

  private static boolean accepts(Request request) {
    String encodings = request.header("accept-encoding");
    return encodings != null && encodings.contains("gzip");
  }

  private static JsonBytes gzip(JsonBytes body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      body.writeTo(gzip, 0, body.size());
    }
    return new JsonBytes().raw(bytes.toByteArray());
  }
}
