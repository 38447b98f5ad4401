package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.language.Place;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManifestReportTest {
  private static final String SPEC =
      """
      spec:
        type: Spec
        connection_specification:
          type: object
          required: [key]
          properties:
            key: {type: string, airbyte_secret: true}
            start_date: {type: string, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
      """;

  private static ManifestReport report(String manifest) {
    return ManifestReport.of("mine", manifest, Clock.systemUTC());
  }

  private static List<String> notes(String manifest) {
    assertThat(report(manifest).problems()).isEmpty();
    return report(manifest).notes().stream().map(Flaw::message).toList();
  }

  @Test
  void aManifestIsLookedAtWithoutAConfig() {
    String selective =
        """
        url_base: https://h/
        authenticator:
          type: SelectiveAuthenticator
          authenticator_selection_path: [auth, kind]
          authenticators:
            token: {type: BearerAuthenticator, api_token: "{{ config.auth.token }}"}
            none: {type: NoAuth}
        """;
    String spec =
        """
        spec:
          connection_specification:
            properties:
              auth:
                oneOf:
                  - {properties: {kind: {const: token}, token: {type: string}}}
                  - {properties: {kind: {const: none}}}
        """;
    assertThat(report(Manifests.requester(selective) + spec).problems()).isEmpty();
  }

  @Test
  void problemsHavePathPlaceAndMessage() {
    List<Flaw> problems = report(Manifests.retriever("paginator: {type: DefaultPager}")).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo("streams[0].retriever.paginator");
    assertThat(problems.get(0).place()).isEqualTo(new Place(11, 18));
    assertThat(problems.get(0).message()).contains("'DefaultPager' is not a paginator");
  }

  @Test
  void whatIsNoYamlIsAProblemToo() {
    assertThat(report("a: [").problems()).singleElement().asString().contains("line 1, column 5");
    assertThat(report("").problems()).singleElement().asString().contains("must be a map");
    assertThat(report("{}").problems()).hasSize(2);
  }

  @Test
  void fieldsThatTheSpecDoesNotHaveAreDoubted() {
    String requester = "url_base: https://h/\nrequest_headers: {a: \"{{ %s }}\"}";
    assertThat(notes(Manifests.requester(requester.formatted("config['kye']")) + SPEC))
        .containsExactly("the spec has no 'kye'. Did you mean 'key'?");
    assertThat(notes(Manifests.requester(requester.formatted("config.get('kye', 1)")) + SPEC))
        .hasSize(1);
    assertThat(notes(Manifests.requester(requester.formatted("config.key")) + SPEC)).isEmpty();
    assertThat(notes(Manifests.requester(requester.formatted("config.__secret")) + SPEC)).isEmpty();
    assertThat(notes(Manifests.requester(requester.formatted("config.kye")))).isEmpty();
  }

  @Test
  void aNameThatAMessageCantHaveIsNotedOnly() {
    String handler =
        "url_base: https://h/\n"
            + "error_handler: {type: DefaultErrorHandler, response_filters: [{action: FAIL,"
            + " http_codes: [400], error_message: 'no {{ self.name }}'}]}";
    assertThat(notes(Manifests.requester(handler)))
        .singleElement()
        .asString()
        .startsWith("'self' is not known here.");
  }

  @Test
  void aCheckOfAStreamThatIsNotThereIsNoted() {
    assertThat(notes(Manifests.retriever("").replace("[items]", "[itms]")))
        .containsExactly("there is no stream 'itms'. Did you mean 'items'?");
  }

  @Test
  void thePaceIsToldInWords() {
    assertThat(report(Manifests.retriever("")).pace())
        .isEqualTo("4 slices at once; no budget of its own");
    String limited =
        """
        concurrency_level: {type: ConcurrencyLevel, default_concurrency: 1}
        api_budget:
          type: HTTPAPIBudget
          policies:
            - type: MovingWindowCallRatePolicy
              matchers: [{method: GET}]
              rates: [{limit: 1, interval: PT1S}, {limit: 100, interval: PT2H}]
            - {type: UnlimitedCallRatePolicy, matchers: [{method: POST}]}
        """;
    assertThat(report(Manifests.retriever("") + limited).pace())
        .isEqualTo(
            "1 slice at once; by kind of request 1 request in 1 s and 100 requests in 2 h; as many"
                + " requests as it likes");
  }

  @Test
  void whatIsTheSameInSeveralPlacesIsSaidOnce() {
    List<Flaw> flaws =
        List.of(
            new Flaw("streams[0].retriever", new Place(3, 1), "is missing"),
            new Flaw("streams[0].name", new Place(3, 1), "is missing"),
            new Flaw("streams[1].retriever", new Place(9, 1), "is missing"),
            new Flaw("streams[2].retriever", null, "is missing"));
    assertThat(Flaws.lines(flaws))
        .containsExactly(
            """
            streams[0].retriever (line 3, column 1): is missing
                also streams[1].retriever (line 9, column 1)
                also streams[2].retriever\
            """,
            "streams[0].name (line 3, column 1): is missing");
  }
}
