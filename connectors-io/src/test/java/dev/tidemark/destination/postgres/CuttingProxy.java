package dev.tidemark.destination.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between client and server and, when told so, cuts the connection at a statement: before
 * the server gets it, or after the server has carried it out and before the client hears of it.
 */
final class CuttingProxy implements AutoCloseable {
  private final int serverPort;
  private final ServerSocket socket;
  private final AtomicReference<Cut> cut = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /**
   * Where to cut, once.
   *
   * @param statement what the statement begins with
   * @param carriedOut whether the server shall still carry it out
   */
  record Cut(String statement, boolean carriedOut) {}

  void cut(String statement, boolean carriedOut) {
    cut.set(new Cut(statement, carriedOut));
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many connections have been cut. */
  int cuts() {
    return cuts.get();
  }

  private void accept() throws IOException {
    while (!socket.isClosed()) {
      Socket client = socket.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      AtomicReference<Boolean> silent = new AtomicReference<>(false);
      start("to server", () -> requests(client, server, silent));
      start("to client", () -> answers(server, client, silent));
    }
  }

  private void requests(Socket client, Socket server, AtomicReference<Boolean> silent)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    InputStream in = client.getInputStream();
    OutputStream out = server.getOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      Cut here = cut.get();
      boolean hit =
          here != null
              && new String(buffer, 0, read, StandardCharsets.ISO_8859_1)
                  .contains(here.statement());
      if (hit && cut.compareAndSet(here, null)) {
        cuts.incrementAndGet();
        if (!here.carriedOut()) {
          break;
        }
        // Whatever the server answers from now on is not passed on; the end of it ends both.
        silent.set(true);
      }
      out.write(buffer, 0, read);
    }
    client.close();
    server.close();
  }

  private void answers(Socket server, Socket client, AtomicReference<Boolean> silent)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    InputStream in = server.getInputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (silent.get()) {
        break;
      }
      client.getOutputStream().write(buffer, 0, read);
    }
    client.close();
    server.close();
  }

  /** Something that ends with its socket. */
  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The socket was closed: what it was for has ended.
                Thread.currentThread().interrupt();
              }
            },
            "cutting-proxy " + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
