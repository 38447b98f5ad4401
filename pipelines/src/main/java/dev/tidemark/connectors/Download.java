package dev.tidemark.connectors;

import dev.tidemark.http.Network;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Transport;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Fetches manifests. */
public final class Download {
  /** The largest public manifest has 1.3 MB. */
  private static final long MOST_BYTES = 16L << 20;

  private static final int OK = 200;

  private Download() {}

  /** Whether a text is a URL that can be fetched. */
  public static boolean isUrl(String text) {
    return text.startsWith("https://") || text.startsWith("http://");
  }

  /**
   * The manifest at a URL.
   *
   * @throws Problem if there is none
   */
  public static String manifest(URI url, Network network) {
    Reply reply = get(url, network);
    if (reply.status() != OK) {
      throw Problem.config(
          "no manifest at " + bare(url) + ": the server answered " + reply.status());
    }
    return text(reply);
  }

  /** What the server answers. */
  static Reply get(URI url, Network network) {
    try {
      return Transport.upTo(MOST_BYTES, network).send(Request.get(url, Map.of()));
    } catch (IOException e) {
      throw Problem.config("no answer from " + bare(url) + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.config("interrupted while fetching " + bare(url));
    }
  }

  static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /** The URL that a text is. */
  public static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw Problem.config("'" + text + "' is not a URL: " + e.getReason());
    }
  }

  /** The URL without what may be secret in it. */
  static String bare(URI url) {
    String host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    return url.getScheme() + "://" + host + url.getRawPath();
  }
}
