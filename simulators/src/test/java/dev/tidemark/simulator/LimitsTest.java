package dev.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final SimulatorOptions THREE_A_MINUTE =
      SimulatorOptions.defaults().withSize(50).withRateLimit(new Rate(3, MINUTE));

  @Test
  void requestWithinTheRateBreaksNothing() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", THREE_A_MINUTE)) {
      assertThat(pings(sim, 3)).isEqualTo("200 200 200");
      assertThat(sim.violations()).isEmpty();
    }
  }

  @Test
  void requestOverTheRateIsRefusedAndNoted() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", THREE_A_MINUTE)) {
      assertThat(pings(sim, 4)).isEqualTo("200 200 200 429");
      assertThat(sim.violations()).hasSize(1);
      assertThat(sim.violations().get(0)).contains("4 requests from", "the limit is 3", "/v1/ping");
    }
  }

  @Test
  void limitThatIsSwitchedOffLimitsNothing() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", THREE_A_MINUTE.withoutRateLimit())) {
      assertThat(pings(sim, 5)).isEqualTo("200 200 200 200 200");
      assertThat(sim.violations()).isEmpty();
    }
  }

  @Test
  void wrongKeyUsesNothingUp() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", THREE_A_MINUTE)) {
      Client stranger = Client.chartMogul(sim).withKey("nonsense");
      for (int i = 0; i < 5; i++) {
        assertThat(stranger.get("/v1/ping").statusCode()).isEqualTo(401);
      }
      assertThat(pings(sim, 3)).isEqualTo("200 200 200");
    }
  }

  @Test
  void windowSlides() {
    RateWindow window = new RateWindow(new Rate(2, MINUTE), Clock.systemUTC());
    long minute = MINUTE.toNanos();
    assertThat(window.arrive(0).isAdmitted()).isTrue();
    assertThat(window.arrive(minute / 2).isAdmitted()).isTrue();
    assertThat(window.arrive(minute - 1).isAdmitted()).isFalse();
    assertThat(window.arrive(minute).isAdmitted()).isTrue();
    assertThat(window.arrive(minute + minute / 2 - 1).breach()).isNotNull();
    assertThat(window.arrive(3 * minute).breach()).isNull();
  }

  @Test
  void persistIqTellsWhatIsLeft() throws Exception {
    Instant now = Instant.parse("2026-05-01T00:00:00.25Z");
    SimulatorOptions options = THREE_A_MINUTE.withClock(Clock.fixed(now, ZoneOffset.UTC));
    try (Simulator sim = Simulators.start("persistiq", options)) {
      Client client = Client.persistIq(sim);
      HttpResponse<byte[]> first = client.get("/v1/users");
      client.get("/v1/users");
      HttpResponse<byte[]> third = client.get("/v1/users");
      HttpResponse<byte[]> fourth = client.get("/v1/users");
      assertThat(header(first, "x-ratelimit-limit")).isEqualTo("3");
      assertThat(header(first, "x-ratelimit-remaining")).isEqualTo("2");
      assertThat(header(first, "x-ratelimit-reset")).isEqualTo("none");
      assertThat(header(third, "x-ratelimit-remaining")).isEqualTo("0");
      assertThat(fourth.statusCode()).isEqualTo(429);
      assertThat(Json.object(fourth.body())).containsOnlyKeys("error");
      assertThat(Long.parseLong(header(fourth, "x-ratelimit-reset")))
          .isBetween(now.getEpochSecond() + 1, now.getEpochSecond() + 61);
      assertThat(header(fourth, "retry-after")).isEqualTo("none");
    }
  }

  @Test
  void persistIqTellsAWrongKeyWhatIsLeftToo() throws Exception {
    try (Simulator sim = Simulators.start("persistiq", THREE_A_MINUTE)) {
      HttpResponse<byte[]> answer = Client.persistIq(sim).withKey("nonsense").get("/v1/users");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(header(answer, "x-ratelimit-remaining")).isEqualTo("3");
    }
  }

  @Test
  void faultyTooManyRequestsOfPersistIqTellsItsReset() throws Exception {
    FaultPlan plan = FaultPlan.none().from("/v1/users", 1, FaultKind.TOO_MANY_REQUESTS);
    Instant now = Instant.parse("2026-05-01T00:00:00Z");
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withoutRateLimit()
            .withClock(Clock.fixed(now, ZoneOffset.UTC))
            .withFaults(plan.withRetryAfter(Duration.ofSeconds(2)));
    try (Simulator sim = Simulators.start("persistiq", options)) {
      HttpResponse<byte[]> answer = Client.persistIq(sim).get("/v1/users");
      assertThat(header(answer, "x-ratelimit-remaining")).isEqualTo("0");
      assertThat(header(answer, "x-ratelimit-reset")).isEqualTo("" + (now.getEpochSecond() + 2));
    }
  }

  @Test
  void requestBeforeRetryAfterIsOverIsNoted() {
    Pauses pauses = new Pauses();
    long start = System.nanoTime();
    Pauses.Pause pause = pauses.begin(Duration.ofSeconds(10));
    assertThat(pauses.breach(start + seconds(5))).as("not sent yet").isNull();
    pause.sent();
    assertThat(pauses.breach(start + seconds(0.1))).as("under way").isNull();
    assertThat(pauses.breach(start + seconds(5))).contains("Retry-After of 10 s");
    assertThat(pauses.breach(start + seconds(20))).as("over").isNull();
  }

  @Test
  void obedientClientKeepsRetryAfter() throws Exception {
    FaultPlan plan = FaultPlan.none().on("/v1/ping", 1, FaultKind.TOO_MANY_REQUESTS_RETRY_AFTER);
    SimulatorOptions options =
        SimulatorOptions.defaults().withFaults(plan.withRetryAfter(Duration.ZERO));
    try (Simulator sim = Simulators.start("chartmogul", options)) {
      assertThat(pings(sim, 2)).isEqualTo("429 200");
      assertThat(sim.violations()).isEmpty();
    }
  }

  @Test
  void impatientClientIsNoted() throws Exception {
    FaultPlan plan = FaultPlan.none().on("/v1/ping", 1, FaultKind.TOO_MANY_REQUESTS_RETRY_AFTER);
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withoutRateLimit()
            .withFaults(plan.withRetryAfter(Duration.ofMinutes(10)));
    try (Simulator sim = Simulators.start("chartmogul", options)) {
      // Requests are under way for 250 ms; the next one after that is too early.
      Client client = Client.chartMogul(sim);
      int sent = 0;
      while (sim.violations().isEmpty()) {
        client.get("/v1/ping");
        sent++;
      }
      assertThat(sent).isGreaterThan(1);
      assertThat(sim.violations().get(0)).contains("Retry-After of 600 s");
    }
  }

  private static String pings(Simulator sim, int count) throws Exception {
    Client client = Client.chartMogul(sim);
    StringBuilder statuses = new StringBuilder();
    for (int i = 0; i < count; i++) {
      statuses.append(' ').append(client.get("/v1/ping").statusCode());
    }
    return statuses.substring(1);
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }
}
