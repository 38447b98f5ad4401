package dev.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final String CUSTOMERS = "/v1/customers?per_page=10";

  private Simulator sim;
  private Client client;

  @BeforeEach
  void start() {
    SimulatorOptions options = SimulatorOptions.defaults().withSize(300).withoutRateLimit();
    sim = Simulators.start("chartmogul", options);
    client = Client.chartMogul(sim);
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @Test
  void scriptHitsTheNthRequestOfItsPathAlone() throws Exception {
    sim.faults(FaultPlan.none().on("/v1/customers", 2, FaultKind.TOO_MANY_REQUESTS));
    int first = client.get(CUSTOMERS).statusCode();
    client.get("/v1/ping");
    int second = client.get(CUSTOMERS).statusCode();
    int third = client.get(CUSTOMERS).statusCode();
    assertThat(List.of(first, second, third)).containsExactly(200, 429, 200);
    assertThat(sim.requests())
        .extracting(RecordedRequest::fault)
        .containsExactly(null, null, FaultKind.TOO_MANY_REQUESTS, null);
  }

  @Test
  void starMatchesAnyRest() throws Exception {
    sim.faults(FaultPlan.none().from("/v1/*", 2, FaultKind.HTML_WITH_200));
    client.get("/v1/ping");
    client.get(CUSTOMERS);
    client.get("/v1/activities");
    assertThat(sim.requests())
        .extracting(RecordedRequest::fault)
        .containsExactly(null, FaultKind.HTML_WITH_200, FaultKind.HTML_WITH_200);
  }

  @Test
  void tooManyRequestsHasTheBodyOfTheApiAndNoRetryAfter() throws Exception {
    HttpResponse<byte[]> answer = meet(FaultKind.TOO_MANY_REQUESTS);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    assertThat(Json.object(answer.body())).containsEntry("code", 429L);
  }

  @Test
  void retryAfterIsInWholeSeconds() throws Exception {
    sim.faults(
        FaultPlan.none()
            .withRetryAfter(Duration.ofMillis(1_200))
            .from("/v1/customers", 1, FaultKind.TOO_MANY_REQUESTS_RETRY_AFTER));
    HttpResponse<byte[]> answer = client.get(CUSTOMERS);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).contains("2");
  }

  @Test
  void serverErrorIsNoJson() throws Exception {
    HttpResponse<byte[]> answer = meet(FaultKind.SERVER_ERROR);
    assertThat(answer.statusCode()).isIn(500, 502, 503, 504);
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/");
    assertThatThrownBy(() -> Json.object(answer.body())).isInstanceOf(IOException.class);
  }

  @Test
  void resetConnectionGivesNoAnswer() {
    assertThatThrownBy(() -> meet(FaultKind.CONNECTION_RESET)).isInstanceOf(IOException.class);
    assertThat(sim.requests()).extracting(RecordedRequest::status).containsOnly(0);
  }

  @Test
  void cutBodyEndsBeforeItsLength() {
    assertThatThrownBy(() -> meet(FaultKind.CUT_BODY))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("fixed content-length");
  }

  @Test
  void cutJsonIsAWholeAnswerThatCannotBeParsed() throws Exception {
    byte[] whole = client.get(CUSTOMERS).body();
    HttpResponse<byte[]> answer = meet(FaultKind.CUT_JSON);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(whole.length / 2);
    assertThatThrownBy(() -> Json.object(answer.body())).isInstanceOf(IOException.class);
  }

  @Test
  void htmlComesWith200() throws Exception {
    HttpResponse<byte[]> answer = meet(FaultKind.HTML_WITH_200);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
  }

  @Test
  void duplicatePageIsTheAnswerBefore() throws Exception {
    sim.faults(FaultPlan.none().on("/v1/customers", 2, FaultKind.DUPLICATE_PAGE));
    HttpResponse<byte[]> first = client.get(CUSTOMERS);
    String cursor = Client.encoded(Json.object(first.body()).get("cursor"));
    byte[] again = client.get(CUSTOMERS + "&cursor=" + cursor).body();
    byte[] second = client.get(CUSTOMERS + "&cursor=" + cursor).body();
    assertThat(again).isEqualTo(first.body());
    assertThat(second).isNotEqualTo(first.body());
  }

  @Test
  void firstPageHasNoneBeforeItToBeDuplicated() throws Exception {
    byte[] right = client.get(CUSTOMERS).body();
    sim.clearRequests();
    assertThat(meet(FaultKind.DUPLICATE_PAGE).body()).isEqualTo(right);
    assertThat(sim.requests()).extracting(RecordedRequest::fault).containsOnlyNulls();
  }

  @Test
  void slowAnswerIsRightButLate() throws Exception {
    byte[] right = client.get(CUSTOMERS).body();
    sim.clearRequests();
    sim.faults(
        FaultPlan.none()
            .withSlowness(Duration.ofMillis(80))
            .from("/v1/customers", 1, FaultKind.SLOW_ANSWER));
    assertThat(client.get(CUSTOMERS).body()).isEqualTo(right);
    RecordedRequest request = sim.requests().get(0);
    assertThat(request.sentNanos() - request.arrivalNanos()).isGreaterThanOrEqualTo(80_000_000L);
  }

  @Test
  void missingRecordsLeaveTheRestOfTheObject() throws Exception {
    Map<String, Object> right = client.json(CUSTOMERS);
    Map<String, Object> answer = Json.object(meet(FaultKind.MISSING_RECORDS).body());
    right.remove("entries");
    assertThat(answer).isEqualTo(right).containsKey("cursor");
  }

  @Test
  void revokedKeyIsRefused() throws Exception {
    HttpResponse<byte[]> answer = meet(FaultKind.AUTH_REVOKED);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Json.object(answer.body())).containsEntry("message", "No valid API key provided");
  }

  @Test
  void sameSeedMeetsTheSameRequests() throws Exception {
    FaultPlan plan = FaultPlan.anyFault(11, 0.5);
    List<FaultKind> first = kindsMet(plan, 60);
    List<FaultKind> second = kindsMet(plan, 60);
    List<FaultKind> other = kindsMet(FaultPlan.anyFault(12, 0.5), 60);
    assertThat(second).as(plan.toString()).isEqualTo(first).contains((FaultKind) null);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void rateIsThatOfAllKindsTogether() {
    FaultPlan plan = FaultPlan.transientFaults(3, 0.2);
    long hits = count(plan, 10_000);
    assertThat(hits).as(plan.toString()).isBetween(1_800L, 2_200L);
  }

  @Test
  void transientPlanHasNoOtherKind() {
    FaultPlan plan = FaultPlan.transientFaults(3, 1);
    for (int nth = 1; nth <= 1_000; nth++) {
      assertThat(Objects.requireNonNull(plan.chance("/v1/customers", nth)).isTransient()).isTrue();
    }
  }

  @Test
  void faultsInARowAreCapped() throws Exception {
    Map<FaultKind, Double> always = Map.of(FaultKind.HTML_WITH_200, 1.0);
    List<FaultKind> kinds = kindsMet(FaultPlan.random(1, always), 8);
    FaultKind html = FaultKind.HTML_WITH_200;
    assertThat(kinds).containsExactly(html, html, html, null, html, html, html, null);
  }

  @Test
  void planPrintsItsSeedAndChances() {
    FaultPlan plan =
        FaultPlan.random(42, Map.of(FaultKind.CUT_JSON, 0.25))
            .on("/v1/ping", 3, FaultKind.SLOW_ANSWER);
    assertThat(plan.toString()).contains("seed=42", "CUT_JSON=0.25", "/v1/ping #3: SLOW_ANSWER");
  }

  @Test
  void impossibleChancesAreRefused() {
    assertThatThrownBy(() -> FaultPlan.random(1, Map.of(FaultKind.CUT_JSON, 1.5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FaultPlan.anyFault(1, -0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wrongKeyMeetsNoFault() throws Exception {
    sim.faults(FaultPlan.none().from("/v1/*", 1, FaultKind.HTML_WITH_200));
    assertThat(client.withKey("nonsense").get("/v1/ping").statusCode()).isEqualTo(401);
  }

  private HttpResponse<byte[]> meet(FaultKind kind) throws IOException, InterruptedException {
    sim.faults(FaultPlan.none().from("/v1/customers", 1, kind));
    return client.get(CUSTOMERS);
  }

  /** What requests for one page meet, read with a client that does not ask again by itself. */
  private List<FaultKind> kindsMet(FaultPlan plan, int requests) throws Exception {
    FaultDealer dealer = new FaultDealer(plan);
    Request request = Request.of("GET", sim.url(), CUSTOMERS, Map.of(), new byte[0], 0);
    List<FaultKind> kinds = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Fault fault = dealer.deal(request);
      kinds.add(fault == null ? null : fault.kind());
    }
    return kinds;
  }

  private static long count(FaultPlan plan, int requests) {
    long hits = 0;
    for (int nth = 1; nth <= requests; nth++) {
      hits += plan.chance("/v1/customers", nth) == null ? 0 : 1;
    }
    return hits;
  }
}
