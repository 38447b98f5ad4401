package dev.tidemark.simulator;

import dev.tidemark.simulator.record.JsonBytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One client: reads a request, sends its answer, and again until either side has enough. */
final class Connection implements Runnable {
  private static final System.Logger LOGGER = System.getLogger(Connection.class.getName());

  private final Socket socket;
  private final Desk desk;
  private final RequestLog log;
  private final SimulatorOptions options;
  private final JsonBytes body = new JsonBytes();

  Connection(Socket socket, Desk desk, RequestLog log, SimulatorOptions options) {
    this.socket = socket;
    this.desk = desk;
    this.log = log;
    this.options = options;
  }

  @Override
  public void run() {
    try (socket) {
      RequestReader reader = new RequestReader(socket);
      ReplyWriter writer = new ReplyWriter(socket, options.compress());
      Request request = reader.next();
      while (request != null && exchange(request, writer)) {
        request = reader.next();
      }
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "the client went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean exchange(Request request, ReplyWriter writer)
      throws IOException, InterruptedException {
    RequestLog.Entry entry = log.arrived(request);
    Reply reply = reply(request);
    try {
      await(options.latency().plus(reply.delay()));
    } finally {
      desk.answered();
    }
    log.answered(entry, reply.status(), reply.fault());
    try {
      return writer.send(reply, request, body);
    } finally {
      if (reply.pause() != null) {
        reply.pause().sent();
      }
      log.sent(entry);
    }
  }

  /** A defect of the simulator must show in a test's report, not as a connection that hangs. */
  private Reply reply(Request request) {
    try {
      return desk.serve(request, body);
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "the simulator failed at " + request.target(), e);
      body.clear().raw("the simulator failed: " + e + "\n");
      return Reply.whole(Answer.text(500, "text/plain; charset=utf-8"));
    }
  }

  /** The wait is what was asked for: latency, or a slow answer. */
  private static void await(Duration delay) throws InterruptedException {
    if (!delay.isZero()) {
      TimeUnit.NANOSECONDS.sleep(delay.toNanos());
    }
  }
}
