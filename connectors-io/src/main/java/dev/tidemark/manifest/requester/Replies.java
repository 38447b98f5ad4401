package dev.tidemark.manifest.requester;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers that are remembered for a short while, in which they are asked for again and again: many
 * streams learn what they are like from one address. Safe for any number of threads.
 */
final class Replies {
  private static final long MOST_BYTES = 64L << 20;

  private final Map<Key, Reply> known = new HashMap<>();
  private long bytes;

  private record Key(URI url, Map<String, String> headers) {}

  synchronized Reply get(Request request) {
    return known.get(new Key(request.url(), request.headers()));
  }

  /** Remembers an answer, if such a request may be answered so again. */
  synchronized void put(Request request, Reply reply) {
    boolean isPlain = request.method().equals("GET") && request.body() == null;
    boolean isHeld = reply.file() == null;
    if (isPlain && isHeld && !reply.isError() && bytes + reply.size() <= MOST_BYTES) {
      bytes += reply.size();
      known.put(new Key(request.url(), request.headers()), reply);
    }
  }
}
