package dev.tidemark.manifest.requester;

import static java.util.Locale.ROOT;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Answers that are remembered for a while in which they are asked for again: many streams learn
 * what they are like from one address, or are divided by one parent. Safe for any number of
 * threads.
 */
final class Replies {
  private static final long MOST_BYTES = 32L << 20;

  private final Map<Key, Reply> known = new HashMap<>();
  private final Map<Key, Lock> underWay = new HashMap<>();
  private long bytes;

  /** What is asked for. Tokens are renewed without the answer being another one. */
  record Key(URI url, Map<String, String> headers) {
    static Key of(Request request) {
      Map<String, String> headers = new HashMap<>();
      request.headers().forEach((name, value) -> headers.put(name.toLowerCase(ROOT), value));
      headers.remove("authorization");
      return new Key(request.url(), headers);
    }
  }

  /** Whether such a request may be answered as it was before. */
  static boolean mayAnswer(Request request) {
    return request.method().equals("GET") && request.body() == null;
  }

  /** Does something that may ask for that; whoever wants it too waits meanwhile. */
  <T> T inTurn(Key key, Supplier<T> work) {
    Lock turn = turn(key);
    turn.lock();
    try {
      return work.get();
    } finally {
      over(key);
      turn.unlock();
    }
  }

  private synchronized Lock turn(Key key) {
    return underWay.computeIfAbsent(key, k -> new ReentrantLock());
  }

  private synchronized void over(Key key) {
    underWay.remove(key);
  }

  synchronized Reply get(Key key) {
    return known.get(key);
  }

  /**
   * Remembers an answer. Once they are too many, none is remembered any more: a page whose token
   * comes from an answer of long ago may be gone, so it is better to begin with the first page.
   */
  synchronized void put(Key key, Reply reply) {
    if (reply.isError() || reply.file() != null || bytes > MOST_BYTES) {
      return;
    }
    bytes += reply.size();
    if (bytes > MOST_BYTES) {
      known.clear();
    } else {
      known.put(key, reply);
    }
  }
}
