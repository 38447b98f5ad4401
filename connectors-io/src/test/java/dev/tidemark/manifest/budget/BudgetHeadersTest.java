package dev.tidemark.manifest.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.Account;
import dev.tidemark.http.Budget;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BudgetHeadersTest {
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

  /** How long the account waits before the request after an answer. */
  private static Duration pause(int status, Map<String, String> headers) {
    Component component =
        Document.read(
                "test",
                "headers: {limit: L, remaining: X-Remaining, reset: X-Reset, format:"
                    + " epoch_seconds}")
            .root(new JsonObject(), new Flaws())
            .child("headers");
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    FakeTime time = new FakeTime();
    Account account = new Account(Budget.UNLIMITED, time);
    BudgetHeaders.compile(component)
        .observe(
            new Reply(status, lists, new byte[0], 0, NOW.getEpochSecond() * 1_000_000), account);
    try {
      return account.take(Request.get(URI.create("https://api.test/"), Map.of())).waited();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> headers(String remaining, long secondsToReset) {
    return Map.of(
        "x-remaining", remaining, "x-reset", "" + (NOW.getEpochSecond() + secondsToReset));
  }

  @Test
  void theAccountWaitsForTheResetOnceNothingIsLeft() {
    assertThat(pause(200, headers("0", 20))).isEqualTo(Duration.ofSeconds(21));
    assertThat(pause(200, headers("1", 20))).isZero();
    assertThat(pause(200, headers("0", 600))).isEqualTo(Duration.ofSeconds(90));
    assertThat(pause(200, Map.of())).isZero();
  }

  @Test
  void tooManyRequestsWaitForTheResetOrAMinute() {
    assertThat(pause(429, headers("7", 20))).isEqualTo(Duration.ofSeconds(21));
    assertThat(pause(429, headers("0", -5))).isEqualTo(Duration.ofSeconds(60));
    assertThat(pause(429, Map.of())).isEqualTo(Duration.ofSeconds(60));
  }

  /** Time that passes only by sleeping. */
  private static final class FakeTime implements Time {
    private Instant now = NOW;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanos() {
      return Duration.between(NOW, now).toNanos();
    }

    @Override
    public void sleep(Duration duration) {
      now = now.plus(duration);
    }
  }
}
