package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.Sources;
import dev.tidemark.source.StreamReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a source that is read. */
final class TraceLogTest {
  private static final String ITEMS =
      "{\"data\": [{\"id\": 1, \"zip\": \"8001\"}, {\"id\": 2, \"zip\": \"x\", \"old\": true}]}";

  /** In the place of every secret; another one for each test, for masks stay. */
  private final String secret = "s3cr3t-" + UUID.randomUUID();

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private HttpServer server;
  private String answer = ITEMS;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Tokens for those who ask for one; what else is asked for is answered with what was sent. */
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean isLogin = exchange.getRequestURI().getPath().equals("/login");
    if (!isLogin) {
      String sent = exchange.getRequestURI() + " " + exchange.getRequestHeaders().values() + body;
      exchange.getResponseHeaders().add("X-Page-Info", Json.write(sent));
    }
    exchange.getResponseHeaders().add("Set-Cookie", "sid=" + secret + "-cookie");
    String token =
        Json.write(
            JsonObject.of(
                "access_token", secret + "-access",
                "refresh_token", secret + "-refresh",
                "unknown", secret + "-other"));
    byte[] bytes = (isLogin ? token : answer).getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(isLogin ? 200 : status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A manifest whose spec marks nothing as secret. */
  private String manifest(String requester) {
    return """
    type: DeclarativeSource
    check: {type: CheckStream, stream_names: [items]}
    streams:
      - type: DeclarativeStream
        name: items
        transformations:
          - {type: AddFields, fields: [{path: [zip], value: "{{ record.zip }}"}, {path: [n], value: "{{ 1 }}"}]}
          - {type: RemoveFields, field_pointers: [[old]]}
        retriever:
          type: SimpleRetriever
          requester:
            type: HttpRequester
            url_base: URL
            path: "{{ 'it' }}ems"
            request_parameters: {of: "{{ stream_partition.of }}"}
            REQUESTER
          record_selector:
            type: RecordSelector
            extractor: {type: DpathExtractor, field_path: [data]}
            record_filter: {type: RecordFilter, condition: "{{ record.id < 3 }}"}
          partition_router: {type: ListPartitionRouter, values: [a], cursor_field: of}
    """
        .replace("REQUESTER", requester.isEmpty() ? "http_method: GET" : requester)
        .replace("URL", url());
  }

  private String read(String requester) {
    JsonObject config = JsonObject.of("secret", secret);
    Source source =
        Sources.ofManifest("traced", manifest(requester)).open(config, Network.DIRECT, List.of());
    TraceLog log = new TraceLog(new PrintStream(told, true, UTF_8));
    Source traced = source.traced(log);
    log.begin();
    StreamReader reader = traced.reader("items");
    StreamReader.Chunk chunk = reader.slices(Tidemark.NONE, Instant.now(), null);
    reader.read(chunk.slices().get(0), PagePosition.FIRST);
    return told();
  }

  private String told() {
    return told.toString(UTF_8);
  }

  @Test
  void itIsToldInTheOrderInWhichItHappens() {
    assertThat(read("").replaceAll("\\d+ ms", "N ms").replace(url(), "URL"))
        .containsSubsequence(
            "items  1 slice\n      {\"of\":\"a\"}\n",
            "items  {\"of\":\"a\"}  page 1\n",
            "  $ request_parameters.of = \"a\"\n      {{ stream_partition.of }}\n",
            "  $ requester.path = \"items\"\n",
            "  > GET URL/items?of=a\n",
            "  < 200 72 B, N ms, application/json\n",
            "      {\"data\": [{\"id\": 1, \"zip\": \"8001\"},",
            "  $ record_filter.condition = true\n      {{ record.id < 3 }}\n",
            "  $ fields[0].value = 8001\n      {{ record.zip }}\n",
            "  $ fields[0].value = \"x\"\n",
            "  = 2 records\n",
            "      {\"id\":1,\"zip\":\"8001\"}\n        ~ zip: 8001\n        + n: 1\n",
            "        - old\n");
  }

  @Test
  void recordsThatAreLeftOutAreShown() {
    answer = "{\"data\": [{\"id\": 2}, {\"id\": 3}, {\"id\": 4}, {\"id\": 5}, {\"id\": 6}]}";
    assertThat(read(""))
        .contains("  = 5 records, 1 kept\n")
        .contains("      left out {\"id\":3}\n")
        .contains("      … and 2 more\n");
  }

  @Test
  void longTextsAreCutToTheWidthOfTheTerminal() {
    answer = "{\"data\": [{\"id\": 1, \"zip\": \"" + "8001 ".repeat(1_000) + "\"}]}";
    assertThat(read("request_headers: {X-Long: \"" + "long ".repeat(100) + "\"}").lines())
        .allMatch(line -> line.length() <= Output.width());
  }

  @Test
  void anAnswerThatCantBeReadIsShownWithWhatIsDoneAboutIt() {
    answer = "<html>Sign \u001b[31min</html>";
    status = 404;
    assertThatThrownBy(() -> read("")).isInstanceOf(Problem.class);
    assertThat(told())
        .contains("  < 404 25 B")
        .contains("      <html>Sign [31min</html>\n")
        .contains("  ! given up: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authenticator: {type: BearerAuthenticator, api_token: \"{{ config.secret }}\"}",
        "authenticator: {type: BasicHttpAuthenticator, username: me, password: \"{{ config.secret"
            + " }}\"}",
        "authenticator: {type: ApiKeyAuthenticator, api_token: \"{{ config.secret }}\","
            + " inject_into: {type: RequestOption, inject_into: header, field_name: X-K}}",
        "authenticator: {type: ApiKeyAuthenticator, api_token: \"{{ config.secret }}\","
            + " inject_into: {type: RequestOption, inject_into: request_parameter, field_name: k}}",
        "authenticator: {type: ApiKeyAuthenticator, api_token: \"{{ config.secret }}\","
            + " inject_into: {type: RequestOption, inject_into: body_json, field_path: [a, k]}}",
        "authenticator: {type: ApiKeyAuthenticator, api_token: \"{{ config.secret }}\","
            + " inject_into: {type: RequestOption, inject_into: body_data, field_name: k}}",
        "authenticator: {type: OAuthAuthenticator, token_refresh_endpoint: URL/login, client_id:"
            + " me, client_secret: \"{{ config.secret }}\", refresh_token: \"{{ config.secret"
            + " }}-r\"}",
        "authenticator: {type: SessionTokenAuthenticator, login_requester: {type: HttpRequester,"
            + " http_method: POST, url_base: URL, path: login, request_body_json: {user: me, pw:"
            + " \"{{ config.secret }}\"}}, session_token_path: [access_token],"
            + " request_authentication: {type: Bearer}}",
        "authenticator: {type: SessionTokenAuthenticator, login_requester: {type: HttpRequester,"
            + " url_base: URL, path: login, request_headers: {X-Me: \"{{ config.secret }}\"}},"
            + " session_token_path: [access_token], expiration_duration: PT1H,"
            + " request_authentication: {type: ApiKey, inject_into: {type: RequestOption,"
            + " inject_into: request_parameter, field_name: sid}}}",
        "request_headers: {Authorization: \"{{ config.secret }}\", X-Api-Key: \"{{ config.secret"
            + " }}\"}",
        "request_parameters: {api_key: \"{{ config.secret }}\", of: x}",
        "http_method: POST\n        request_body_json: {client_secret: \"{{ config.secret }}\"}",
        "http_method: POST\n        request_body_data: {password: \"{{ config.secret }}\"}"
      })
  void noSecretIsShown(String requester) {
    assertThat(read(requester)).contains("  < 200 ").contains("****").doesNotContain(secret);
  }
}
