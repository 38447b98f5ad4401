package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes requests by the socket and answers bytes that no proper server would send. */
final class RawServer implements AutoCloseable {
  private final ServerSocket door;
  private final String greeting;
  private final Answer answer;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private RawServer(String greeting, Answer answer) throws IOException {
    this.greeting = greeting;
    this.answer = answer;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** What is done after each request; the connection is closed when it returns false. */
  @FunctionalInterface
  interface Answer {
    boolean to(Socket client) throws IOException, InterruptedException;
  }

  static RawServer answering(Answer answer) throws IOException {
    return new RawServer("", answer);
  }

  /** Sends this text to whoever connects, before anything was asked. */
  static RawServer greeting(String text) throws IOException {
    return new RawServer(text, client -> false);
  }

  /** Sends this text and closes the connection. */
  static RawServer sending(String text) throws IOException {
    return answering(
        client -> {
          client.getOutputStream().write(text.getBytes(UTF_8));
          return false;
        });
  }

  String host() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  Request get(String path) {
    return Request.get(URI.create("http://" + host() + path), Map.of());
  }

  /** The first lines of all requests so far. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.getOutputStream().write(greeting.getBytes(UTF_8));
      BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
      boolean goesOn = true;
      while (goesOn) {
        String first = in.readLine();
        for (String line = first; line != null && !line.isEmpty(); ) {
          line = in.readLine();
        }
        if (first == null) {
          return;
        }
        requests.add(first);
        goesOn = answer.to(client);
      }
    } catch (IOException gone) {
      // The client has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
