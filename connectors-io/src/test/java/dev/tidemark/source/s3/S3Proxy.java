package dev.tidemark.source.s3;

import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An s3proxy in a process of its own: its libraries would not go with ours. */
final class S3Proxy {
  /** System property with the class path of the server. */
  static final String CLASS_PATH = "tidemark.s3proxy";

  static final String BUCKET = "demo-bucket";
  private static final long POLL_NANOS = 20_000_000;

  private final Process process;
  private final int port;

  private S3Proxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it with an empty bucket; all that it keeps is in the folder. */
  static S3Proxy start(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(data.resolve(BUCKET));
    Files.writeString(
        folder.resolve("logback.xml"), "<configuration><root level=\"ERROR\"/></configuration>");
    Path properties = folder.resolve("s3proxy.properties");
    Files.write(
        properties,
        List.of(
            "s3proxy.authorization=none",
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + data));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                folder + ":" + System.getProperty(CLASS_PATH),
                "org.gaul.s3proxy.Main",
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    S3Proxy server = new S3Proxy(process, port);
    while (!server.answers()) {
      if (!process.isAlive()) {
        throw new IOException("s3proxy ended: " + Files.readString(folder.resolve("log")));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return server;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  JsonObject config(JsonObject... streams) {
    return JsonObject.of(
        "bucket",
        BUCKET,
        "aws_access_key_id",
        "demo",
        "aws_secret_access_key",
        "a secret that is long",
        "endpoint",
        "http://127.0.0.1:" + port,
        "region_name",
        "us-east-1",
        "streams",
        new ArrayList<Object>(List.of(streams)));
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(1, TimeUnit.MINUTES);
  }
}
