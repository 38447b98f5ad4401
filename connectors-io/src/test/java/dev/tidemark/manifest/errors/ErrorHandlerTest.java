package dev.tidemark.manifest.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.http.Verdict.Action;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorHandlerTest {
  /** When the answers of these tests arrive: 2024-01-01T00:00:00Z. */
  private static final long ARRIVAL = 1_704_067_200L;

  private static ErrorHandler handler(String fields) {
    return handler("DefaultErrorHandler", fields);
  }

  private static ErrorHandler handler(String type, String fields) {
    Flaws flaws = new Flaws();
    ErrorHandler handler =
        ErrorHandler.REGISTRY.make(
            Document.read("test", "handler: {type: " + type + ", " + fields + "}")
                .root(JsonObject.of("wait", 7L), flaws)
                .child("handler"));
    flaws.refuse("test");
    return handler;
  }

  private static Verdict judge(
      ErrorHandler handler, int status, String body, Map<String, String> headers) {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    byte[] bytes = body.getBytes(UTF_8);
    return handler.judge(
        new Answer(new Reply(status, lists, bytes, bytes.length, ARRIVAL * 1_000_000)), 1);
  }

  private static Action action(ErrorHandler handler, int status, String body) {
    return judge(handler, status, body, Map.of()).action();
  }

  @ParameterizedTest
  @CsvSource({ // T34
    "200, ACCEPT",
    "302, ACCEPT",
    "400, FAIL",
    "401, FAIL",
    "403, FAIL",
    "404, FAIL",
    "405, FAIL",
    "429, RATE_LIMITED",
    "402, RETRY",
    "408, RETRY",
    "409, RETRY",
    "422, RETRY",
    "500, RETRY",
    "504, RETRY",
    "520, RETRY"
  })
  void withoutAHandlerTheDefaultTableHolds(int status, Action action) {
    assertThat(action(ErrorHandler.DEFAULT, status, "{}")).isEqualTo(action);
  }

  @Test
  void refusedCredentialsAreTheirOwnKindOfProblem() {
    assertThat(judge(ErrorHandler.DEFAULT, 401, "{}", Map.of()).kind())
        .isEqualTo(Problem.Kind.CREDENTIALS);
    assertThat(judge(ErrorHandler.DEFAULT, 404, "{}", Map.of()).kind())
        .isEqualTo(Problem.Kind.SOURCE);
    String filter =
        "response_filters: [{type: HttpResponseFilter, http_codes: [400], action: FAIL,"
            + " failure_type: config_error}]";
    assertThat(judge(handler(filter), 400, "{}", Map.of()).kind()).isEqualTo(Problem.Kind.CONFIG);
  }

  @Test
  void triesAreCountedByTheFirstHandler() {
    assertThat(ErrorHandler.DEFAULT.maxRetries()).isEqualTo(5);
    assertThat(handler("max_retries: \"{{ config.wait }}\"").maxRetries()).isEqualTo(7);
    String both =
        "error_handlers: [{type: DefaultErrorHandler, max_retries: 2}, {type: DefaultErrorHandler,"
            + " max_retries: 9}]";
    assertThat(handler("CompositeErrorHandler", both).maxRetries()).isEqualTo(2);
    assertThatThrownBy(() -> handler("max_retries: many").maxRetries())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("handler.max_retries must be a whole number");
  }

  @Test
  void aFilterMatchesByAnyOfItsConditions() { // T35
    ErrorHandler handler =
        handler(
            "response_filters: [{type: HttpResponseFilter, http_codes: [400],"
                + " error_message_contains: quota, action: RETRY}]");
    assertThat(action(handler, 400, "{}")).isEqualTo(Action.RETRY);
    assertThat(action(handler, 404, "{\"errors\":[{\"detail\":\"quota exceeded\"}]}"))
        .isEqualTo(Action.RETRY);
    assertThat(action(handler, 200, "{\"message\":\"no quota\"}")).isEqualTo(Action.RETRY);
    assertThat(action(handler, 404, "no quota")).isEqualTo(Action.RETRY);
    assertThat(action(handler, 404, "{\"other\":\"quota\"}")).isEqualTo(Action.FAIL);
  }

  @Test
  void aFilterWithoutAnActionMatchesNothing() {
    assertThat(
            action(
                handler("response_filters: [{type: HttpResponseFilter, http_codes: [200]}]"),
                200,
                "{}"))
        .isEqualTo(Action.ACCEPT);
  }

  @Test
  void predicatesSeeTheWholeBodyAndHeadersInAnyCaseButNoConfig() { // T21, T23
    ErrorHandler list =
        handler(
            "response_filters: [{type: HttpResponseFilter, predicate: \"{{ response[-1].id == 2 and"
                + " headers['X-A'] == 'b' and config is none }}\", action: FAIL}]");
    assertThat(judge(list, 200, "[{\"id\":1},{\"id\":2}]", Map.of("x-a", "b")).action())
        .isEqualTo(Action.FAIL);
    assertThat(judge(list, 200, "[{\"id\":1}]", Map.of("x-a", "b")).action())
        .isEqualTo(Action.ACCEPT);
  }

  @Test
  void messagesComeFromTheFilterElseFromTheApi() {
    ErrorHandler handler =
        handler(
            "response_filters: [{type: HttpResponseFilter, http_codes: [400], action: FAIL,"
                + " error_message: \"no: {{ response.why }} {{ config.wait }}\"}]");
    assertThat(judge(handler, 400, "{\"why\":\"this\"}", Map.of()).message())
        .isEqualTo("no: this 7");
    assertThat(
            judge(handler, 404, "{\"error\":{\"message\":\"gone\\nfor good\"}}", Map.of())
                .message())
        .isEqualTo("there is nothing at this address (HTTP 404): gone for good");
    assertThat(judge(handler, 500, "", Map.of()).message()).isEqualTo("HTTP 500");
  }

  @Test
  void ignoringAGoodAnswerKeepsIt() { // T37
    ErrorHandler handler =
        handler(
            "response_filters: [{type: HttpResponseFilter, http_codes: [200, 404], action: IGNORE},"
                + " {type: HttpResponseFilter, http_codes: [410], action: SUCCESS}]");
    assertThat(action(handler, 200, "{}")).isEqualTo(Action.ACCEPT);
    assertThat(action(handler, 404, "{}")).isEqualTo(Action.IGNORE);
    assertThat(action(handler, 410, "{}")).isEqualTo(Action.IGNORE);
  }

  @Test
  void ofSeveralHandlersTheFirstThatIsContentDecides() { // T36
    ErrorHandler handler =
        handler(
            "CompositeErrorHandler",
            """
            error_handlers: [
              {type: DefaultErrorHandler, response_filters: [
                {type: HttpResponseFilter, http_codes: [429], action: RATE_LIMITED},
                {type: HttpResponseFilter, predicate: "{{ response.bad }}", action: FAIL}]},
              {type: DefaultErrorHandler, response_filters: [
                {type: HttpResponseFilter, http_codes: [422, 404], action: IGNORE},
                {type: HttpResponseFilter, predicate: "{{ response.again }}", action: RETRY}]}]\
            """);
    assertThat(action(handler, 422, "{}")).isEqualTo(Action.RETRY);
    assertThat(action(handler, 200, "{\"again\":1}")).isEqualTo(Action.ACCEPT);
    assertThat(action(handler, 200, "{\"bad\":1}")).isEqualTo(Action.ACCEPT);
    assertThat(action(handler, 404, "{}")).isEqualTo(Action.IGNORE);
    assertThat(action(handler, 429, "{}")).isEqualTo(Action.RATE_LIMITED);
    assertThat(action(handler, 403, "{}")).isEqualTo(Action.FAIL);
  }

  private static Duration delay(String strategies, int failures, Map<String, String> headers) {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    Reply reply = new Reply(503, lists, new byte[0], 0, ARRIVAL * 1_000_000);
    return handler("backoff_strategies: [" + strategies + "]")
        .judge(new Answer(reply), failures)
        .delay();
  }

  @Test
  void withoutAStrategyTheCallerKnowsHowLongToWait() {
    assertThat(delay("", 1, Map.of())).isNull();
  }

  @Test
  void retryAfterIsObeyedWithoutAStrategyToo() {
    assertThat(delay("", 1, Map.of("Retry-After", "30"))).isEqualTo(Duration.ofSeconds(30));
    assertThat(delay("", 1, Map.of("Retry-After", "Mon, 01 Jan 2024 00:01:00 GMT")))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(delay("", 1, Map.of("Retry-After", "soon"))).isNull();
    assertThat(delay("", 1, Map.of("Retry-After", "5.5"))).isEqualTo(Duration.ofMillis(5_500));
    assertThat(
            delay(
                "{type: ConstantBackoffStrategy, backoff_time_in_seconds: 5}",
                1,
                Map.of("Retry-After", "30")))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void strategiesWaitOneSecondMore() { // T38
    String header = "{type: WaitTimeFromHeader, header: Retry-After}";
    assertThat(delay(header, 1, Map.of("Retry-After", "30"))).isEqualTo(Duration.ofSeconds(31));
    assertThat(delay("{type: ExponentialBackoffStrategy}", 1, Map.of()))
        .isEqualTo(Duration.ofSeconds(11));
    assertThat(delay("{type: ExponentialBackoffStrategy, factor: 2}", 3, Map.of()))
        .isEqualTo(Duration.ofSeconds(17));
    assertThat(
            delay(
                "{type: ConstantBackoffStrategy, backoff_time_in_seconds: \"{{ config.wait }}\"}",
                2,
                Map.of()))
        .isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void theFirstStrategyThatGivesAWaitIsUsed() {
    String both =
        "{type: WaitTimeFromHeader, header: X-Wait, regex: '[0-9]+'}, {type:"
            + " ConstantBackoffStrategy, backoff_time_in_seconds: 5}";
    assertThat(delay(both, 1, Map.of("X-Wait", "12s"))).isEqualTo(Duration.ofSeconds(13));
    assertThat(delay(both, 1, Map.of("X-Wait", "in 12s"))).isEqualTo(Duration.ofSeconds(6));
    assertThat(delay(both, 1, Map.of("X-Wait", "0"))).isEqualTo(Duration.ofSeconds(6));
    assertThat(delay(both, 1, Map.of())).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void waitsMayEndAtATime() {
    String until = "{type: WaitUntilTimeFromHeader, header: X-Reset}";
    assertThat(delay(until, 1, Map.of("X-Reset", "" + (ARRIVAL + 20))))
        .isEqualTo(Duration.ofSeconds(21));
    assertThat(delay(until, 1, Map.of("X-Reset", "" + (ARRIVAL - 20)))).isNull();
    assertThat(delay(until, 1, Map.of())).isNull();
    String least = "{type: WaitUntilTimeFromHeader, header: X-Reset, min_wait: 5}";
    assertThat(delay(least, 1, Map.of("X-Reset", "" + (ARRIVAL + 1))))
        .isEqualTo(Duration.ofSeconds(6));
    assertThat(delay(least, 1, Map.of())).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void waitsThatAreTooLongAreGivenUp() {
    ErrorHandler handler =
        handler(
            "backoff_strategies: [{type: WaitTimeFromHeader, header: X-Wait,"
                + " max_waiting_time_in_seconds: 60}]");
    assertThat(judge(handler, 503, "", Map.of("X-Wait", "60")).action()).isEqualTo(Action.RETRY);
    Verdict verdict = judge(handler, 503, "", Map.of("X-Wait", "61"));
    assertThat(verdict.action()).isEqualTo(Action.FAIL);
    assertThat(verdict.message())
        .isEqualTo("HTTP 503; it asks to wait longer than the manifest allows");
  }

  @Test
  void jitterLengthensWaits() {
    Duration wait =
        delay(
            "{type: ConstantBackoffStrategy, backoff_time_in_seconds: 5, jitter_range_in_seconds:"
                + " 2}",
            1,
            Map.of());
    assertThat(wait).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
  }

  @Test
  void strategiesThatNeedNoAnswerHoldAfterFaultsToo() { // 10.4
    ErrorHandler handler =
        handler(
            "backoff_strategies: [{type: WaitTimeFromHeader, header: X-Wait}, {type:"
                + " ExponentialBackoffStrategy, factor: 3}]");
    Verdict verdict = handler.fault("nobody there", 2);
    assertThat(verdict).isEqualTo(Verdict.retry("nobody there", Duration.ofSeconds(13)));
    ErrorHandler least =
        handler(
            "backoff_strategies: [{type: WaitUntilTimeFromHeader, header: X-Reset, min_wait: 5}]");
    assertThat(least.fault("nobody there", 1).delay()).isEqualTo(Duration.ofSeconds(6));
    assertThat(ErrorHandler.DEFAULT.fault("nobody there", 1).delay()).isNull();
  }

  @Test
  void aFilterMayAskForFreshCredentials() {
    ErrorHandler handler =
        handler(
            "response_filters: [{type: HttpResponseFilter, http_codes: [401], action:"
                + " REFRESH_TOKEN_THEN_RETRY}]");
    Verdict verdict = judge(handler, 401, "{}", Map.of());
    assertThat(verdict.action()).isEqualTo(Action.REFRESH);
    assertThat(verdict.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
  }

  @Test
  void anAnswerThatResetsPagingIsAFailureWhereNobodyPages() {
    ErrorHandler handler =
        handler(
            "response_filters: [{type: HttpResponseFilter, http_codes: [400], action:"
                + " RESET_PAGINATION}]");
    Answer answer = new Answer(new Reply(400, Map.of(), "{}".getBytes(UTF_8), 2, 0));
    assertThat(handler.resetsPaging(answer)).isTrue();
    assertThat(handler.judge(answer, 1).message())
        .endsWith("there is no paging here to begin anew");
    Answer other = new Answer(new Reply(404, Map.of(), "{}".getBytes(UTF_8), 2, 0));
    assertThat(handler.resetsPaging(other)).isFalse();
  }

  @Test
  void aCompositeHandlerIsContentWithAReset() {
    ErrorHandler handler =
        handler(
            "CompositeErrorHandler",
            "error_handlers: [{type: DefaultErrorHandler, response_filters: [{http_codes: [400],"
                + " action: RESET_PAGINATION}]}, {type: DefaultErrorHandler, response_filters:"
                + " [{http_codes: [400], action: IGNORE}]}]");
    Answer answer = new Answer(new Reply(400, Map.of(), "{}".getBytes(UTF_8), 2, 0));
    assertThat(handler.resetsPaging(answer)).isTrue();
  }

  @Test
  void unknownActionsAreFlaws() {
    assertThatThrownBy(
            () ->
                handler(
                    "response_filters: [{type: HttpResponseFilter, http_codes: [401], action:"
                        + " RETY}]"))
        .hasMessageContaining("Did you mean 'RETRY'?");
  }
}
