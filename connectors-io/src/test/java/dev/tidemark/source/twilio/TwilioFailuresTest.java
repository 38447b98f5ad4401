package dev.tidemark.source.twilio;

import static dev.tidemark.source.twilio.PlayedAccount.LISTS;
import static dev.tidemark.source.twilio.PlayedAccount.config;
import static dev.tidemark.source.twilio.PlayedAccount.open;
import static dev.tidemark.source.twilio.PlayedAccount.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Readings;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.source.OneAnswer;
import dev.tidemark.source.Truths;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of refused credentials, missing lists and broken answers. */
final class TwilioFailuresTest {
  private final PlayedAccount account = new PlayedAccount();

  @AfterEach
  void stop() {
    account.close();
  }

  @Test
  void aWindowOfAlertsThatIsRefusedHoweverShortIsAProblem() {
    try (OneAnswer server = new OneAnswer(400, Map.of(), "{\"message\":\"no such thing\"}")) {
      assertThatThrownBy(
              () ->
                  Readings.records(
                      open(config(), Map.of("monitor.twilio.com", server.url())), "alerts"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("holds too much, and can't be made shorter")
          .hasMessageContaining("no such thing");
    }
  }

  @Test
  void accountsThatCanNotBeReadAreLeftOut() {
    List<RecordBatch> pages = Readings.pages(account.open(), "keys", Tidemark.NONE);
    assertThat(pages).hasSameSizeAs(account.sim.truth("accounts"));
    assertThat(account.sim.requests())
        .extracting(RecordedRequest::status)
        .contains(403)
        .doesNotContain(500);
  }

  @Test
  void aRefusedTokenIsAProblemEvenWhereClosedAccountsAreNot() {
    account.sim.faults(FaultPlan.none().from(LISTS + "/Keys.json", 1, FaultKind.AUTH_REVOKED));
    assertThatThrownBy(() -> Readings.records(account.open(), "keys"))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageContaining("/Keys.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "trunks", "users", "alerts"})
  void aListThatIsMissingAltogetherIsAProblem(String stream) {
    String body = "{\"code\":20404,\"message\":\"not found\",\"status\":404}";
    try (OneAnswer server = new OneAnswer(404, Map.of(), body)) {
      Map<String, String> routes = new HashMap<>();
      account.sim.routes().keySet().forEach(host -> routes.put(host, server.url()));
      assertThatThrownBy(() -> Readings.records(open(config(), routes), stream))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("HTTP 404");
    }
  }

  @Test
  void checksWithOneRequestAndKeepsTheTokenToItself() {
    account.open().check();
    assertThat(account.sim.requests()).hasSize(1);
    JsonObject wrong = config().put("auth_token", "not-this-token");
    Problem problem =
        catchThrowableOfType(Problem.class, () -> open(wrong, account.sim.routes()).check());
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
    assertThat(problem).hasMessageContaining("Accounts.json").message().doesNotContain("not-this");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void tokensOfSubaccountsAreNotShownWithABrokenAnswer(int status) {
    String body = "{\"accounts\":[{\"sid\":\"AC1\",\"auth_token\":\"5ub4cc0unt5ecr3t\",\"sta";
    try (OneAnswer server = new OneAnswer(status, Map.of(), body)) {
      Map<String, String> routes = Map.of("api.twilio.com", server.url());
      assertThatThrownBy(() -> Readings.records(open(config(), routes), "accounts"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("auth_token")
          .message()
          .doesNotContain("5ub4");
    }
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() {
    String body =
        "{\"meta\":{\"next_page_url\":\"https://evil.example.org/v1/Trunks?Page=1\"},"
            + "\"trunks\":[{\"sid\":\"TK1\"}]}";
    try (OneAnswer server = new OneAnswer(body)) {
      Map<String, String> routes = Map.of("trunking.twilio.com", server.url());
      assertThatThrownBy(() -> Readings.records(open(config(), routes), "trunks"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("leads away from");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SERVER_ERROR",
        "CONNECTION_RESET",
        "CUT_BODY",
        "CUT_JSON",
        "HTML_WITH_200",
        "MISSING_RECORDS",
        "TOO_MANY_REQUESTS",
        "TOO_MANY_REQUESTS_RETRY_AFTER",
        "DUPLICATE_PAGE"
      })
  void faultsDoNotChangeWhatIsRead(FaultKind fault) {
    String path = LISTS + "/Messages.json";
    FaultPlan plan = FaultPlan.none().on(path, 1, fault).on(path, 3, fault);
    account.sim.faults(plan.withRetryAfter(Duration.ofMillis(150)));
    Truths.assertEqual(
        sorted(Truths.of(Readings.records(account.open(), "messages"))), account.truth("messages"));
    assertThat(account.sim.violations()).isEmpty();
  }

  @Test
  void theAnswerToAnotherRequestIsNoAnswer() {
    FaultPlan plan = FaultPlan.none();
    for (int request = 2; request < 30; request += 3) {
      plan =
          plan.on(LISTS + "/Messages.json", request, FaultKind.DUPLICATE_PAGE)
              .on("/monitor/v1/Alerts", request, FaultKind.DUPLICATE_PAGE)
              .on("/verify/v2/Services", request, FaultKind.DUPLICATE_PAGE);
    }
    account.sim.faults(plan);
    JsonObject months = config().put("slice_step_duration", "P1M");
    for (String stream : List.of("messages", "alerts", "verify_services")) {
      List<JsonObject> read = Readings.records(open(months, account.sim.routes()), stream);
      Truths.assertEqual(
          sorted(Truths.of(read).stream().distinct().toList()), account.truth(stream));
    }
  }
}
