package dev.tidemark.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on 127.0.0.1 and gives each a thread of its own. */
final class Listener implements Runnable, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Listener.class.getName());
  private static final int BACKLOG = 256;

  private final ServerSocket server;
  private final Desk desk;
  private final RequestLog log;
  private final SimulatorOptions options;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Listener(ServerSocket server, Desk desk, RequestLog log, SimulatorOptions options) {
    this.server = server;
    this.desk = desk;
    this.log = log;
    this.options = options;
  }

  static Listener start(Desk desk, RequestLog log, SimulatorOptions options) {
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
      ServerSocket server = new ServerSocket(options.port(), BACKLOG, loopback);
      Listener listener = new Listener(server, desk, log, options);
      daemon(listener, "simulator-" + server.getLocalPort()).start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + options.port() + ": " + e.getMessage(), e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void run() {
    while (!server.isClosed()) {
      try {
        serve(server.accept());
      } catch (IOException e) {
        // Either this was closed, which ends the loop, or one client went before it was accepted.
        LOGGER.log(Level.DEBUG, "no connection", e);
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(Listener::closeQuietly);
  }

  private void serve(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    Connection connection = new Connection(socket, desk, log, options);
    daemon(() -> serveAndForget(connection, socket), "simulator-" + port() + "-client").start();
    if (server.isClosed()) {
      closeQuietly(socket); // accepted while close() went over the open ones
    }
  }

  private void serveAndForget(Connection connection, Socket socket) {
    try {
      connection.run();
    } finally {
      open.remove(socket);
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
