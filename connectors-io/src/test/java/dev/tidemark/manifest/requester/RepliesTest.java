package dev.tidemark.manifest.requester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RepliesTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private final Replies replies = new Replies();

  private static Replies.Key key(String url, Map<String, String> headers) {
    return Replies.Key.of(Request.get(URI.create(url), headers));
  }

  private static Replies.Key key(String url) {
    return key(url, Map.of());
  }

  private static Reply reply(int bytes) {
    return new Reply(200, Map.of(), new byte[bytes], bytes, 0);
  }

  @Test
  void aRenewedTokenAsksForTheSame() {
    replies.put(key("https://a/", Map.of("Authorization", "Bearer 1", "X", "1")), reply(1));
    assertThat(replies.get(key("https://a/", Map.of("authorization", "Bearer 2", "x", "1"))))
        .isNotNull();
    assertThat(replies.get(key("https://a/", Map.of("X", "2")))).isNull();
  }

  @Test
  void errorsAreNotRemembered() {
    replies.put(key("https://a/"), new Reply(404, Map.of(), new byte[1], 1, 0));
    assertThat(replies.get(key("https://a/"))).isNull();
  }

  @Test
  void tooManyBytesAreAllForgottenAndNoneRememberedAnyMore() {
    for (int i = 0; i < 5; i++) {
      replies.put(key("https://a/" + i), reply(8 << 20));
    }
    replies.put(key("https://a/small"), reply(1));
    assertThat(List.of("0", "1", "4", "small"))
        .allMatch(page -> replies.get(key("https://a/" + page)) == null);
  }

  @Test
  void thoseOfAnotherSyncAreForgotten() {
    ParentReplies parents = new ParentReplies();
    Replies first = parents.of(NOW);
    assertThat(parents.of(NOW)).isSameAs(first);
    Replies next = parents.of(NOW.plusSeconds(1));
    assertThat(next).isNotSameAs(first);
    assertThat(parents.of(NOW)).isNotSameAs(first);
    assertThat(parents.of(NOW.plusSeconds(1))).isSameAs(next);
  }

  @Test
  void whoeverWantsWhatIsBeingAskedForWaitsForIt() throws Exception {
    Replies.Key key = key("https://a/");
    AtomicInteger asked = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        done.add(threads.submit(() -> replies.inTurn(key, () -> once(key, asked))));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(asked).hasValue(1);
  }

  private Reply once(Replies.Key key, AtomicInteger asked) {
    if (replies.get(key) == null) {
      asked.incrementAndGet();
      replies.put(key, reply(1));
    }
    return replies.get(key);
  }
}
