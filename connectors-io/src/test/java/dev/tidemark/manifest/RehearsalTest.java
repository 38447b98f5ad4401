package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams are read from answers that nothing but the manifest is behind. */
final class RehearsalTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-31T12:00:00Z"), ZoneOffset.UTC);

  private static final String SPEC =
      """
      spec:
        connection_specification:
          required: [start, key]
          properties: {start: {type: string}, key: {type: string, airbyte_secret: true}}
      """;

  private static List<Rehearsal.Outcome> outcomes(String manifest) {
    return Rehearsal.of("mine", manifest, CLOCK);
  }

  private static Rehearsal.Outcome items(String manifest) {
    Rehearsal.Outcome outcome = outcomes(manifest).get(0);
    assertThat(outcome.error()).isNull();
    return outcome;
  }

  private static String url(Rehearsal.Outcome outcome) {
    return outcome.first().orElseThrow().url().toString();
  }

  @Test
  void aStreamIsReadFromRecordsOfItsSchema() {
    Rehearsal.Outcome outcome = items(Manifests.retriever(""));
    assertThat(url(outcome)).isEqualTo("https://api.example.com/api/items");
    assertThat(outcome.records()).isEqualTo(2);
    assertThat(outcome.requests()).isEqualTo(1);
  }

  @Test
  void theCursorOfAPageLeadsToTheNextAndThatIsTheLast() {
    String paginator =
        """
        paginator:
          type: DefaultPaginator
          page_token_option: {type: %s, inject_into: request_parameter, field_name: after}
          pagination_strategy:
            type: CursorPagination
            cursor_value: "{{ response.get('paging', {}).get('next') }}"
            stop_condition: "{{ not response.paging.next }}"
        """;
    for (String option : List.of("RequestOption", "RequestPath")) {
      Rehearsal.Outcome outcome = items(Manifests.retriever(paginator.formatted(option)));
      assertThat(outcome.requests()).as(option).isEqualTo(2);
      assertThat(outcome.records()).as(option).isEqualTo(4);
    }
  }

  @Test
  void aHeaderMayLeadToTheNextPage() {
    String paginator =
        """
        paginator:
          type: DefaultPaginator
          page_token_option: {type: RequestPath}
          pagination_strategy:
            type: CursorPagination
            cursor_value: "{{ headers['link']['next']['url'] }}"
            stop_condition: "{{ 'next' not in headers['link'] }}"
        """;
    assertThat(items(Manifests.retriever(paginator)).requests()).isEqualTo(2);
  }

  @Test
  void datesOfTheConfigAreAsTheCursorWantsThem() {
    String manifest =
        Manifests.retriever("")
                .replace(
                    "name: items",
                    """
                    name: items
                        incremental_sync:
                          type: DatetimeBasedCursor
                          cursor_field: at
                          datetime_format: "%d.%m.%Y"
                          start_datetime: "{{ config['start'] }}"
                          start_time_option: {inject_into: request_parameter, field_name: since}\
                    """)
            + SPEC;
    assertThat(url(items(manifest))).endsWith("/items?since=01.03.2026");
  }

  @Test
  void parentsAreReadFirst() {
    String manifest =
        """
        check: {stream_names: [posts]}
        definitions:
          selector: {extractor: {field_path: [data, "*", node]}}
          users:
            name: users
            retriever:
              requester: {url_base: "https://h/", path: users}
              record_selector: "#/definitions/selector"
            schema_loader:
              type: InlineSchemaLoader
              schema: {type: object, properties: {id: {type: integer}, a: {type: object}}}
        streams:
          - name: posts
            retriever:
              requester: {url_base: "https://h/", path: "users/{{ stream_partition.user }}/posts"}
              record_selector: {extractor: {field_path: []}}
              partition_router:
                type: SubstreamPartitionRouter
                parent_stream_configs:
                  - {stream: "#/definitions/users", parent_key: a/key, partition_field: user}
            transformations:
              - type: AddFields
                fields: [{path: [x], value: "{{ record['deep']['down'] ~ '!' }}"}]
        """;
    Rehearsal.Outcome outcome = items(manifest);
    assertThat(url(outcome)).isEqualTo("https://h/users/key%201/posts");
    assertThat(outcome.requests()).isEqualTo(3);
    assertThat(outcome.records()).isEqualTo(4);
  }

  @Test
  void tokensAreAskedForAndMadeUp() {
    String manifest =
        Manifests.requester(
                """
                url_base: "{{ config['start'] }}/v1"
                authenticator:
                  type: OAuthAuthenticator
                  token_refresh_endpoint: https://login.example.com/token
                  client_id: x
                  client_secret: "{{ config['key'] }}"
                  grant_type: client_credentials
                  access_token_name: tkn
                """)
            + SPEC;
    Rehearsal.Outcome outcome = items(manifest);
    assertThat(url(outcome)).isEqualTo("https://example.com/v1");
    assertThat(outcome.first().orElseThrow().headers())
        .containsEntry("Authorization", "Bearer made-up-token");
    assertThat(outcome.requests()).isEqualTo(2);
  }

  @Test
  void bodiesAreWrittenAsTheDecoderReadsThem() {
    for (String decoder :
        List.of(
            "{type: CsvDecoder}",
            "{type: JsonlDecoder}",
            "{type: GzipDecoder, decoder: {type: CsvDecoder}}",
            "{type: ZipfileDecoder, decoder: {type: JsonlDecoder}}",
            "{type: XmlDecoder}")) {
      String path = decoder.contains("Xml") ? "[root, item]" : "[]";
      String manifest =
          Manifests.retriever("decoder: " + decoder)
              .replace("field_path: [data]", "field_path: " + path);
      assertThat(items(manifest).records()).as(decoder).isEqualTo(2);
    }
  }

  @Test
  void jobsAreDoneAtOnceAndTheirResultsAreThere() {
    String manifest =
        Manifests.stream(
            """
            retriever:
              type: AsyncRetriever
              creation_requester: {type: HttpRequester, url_base: "https://h/", path: jobs, http_method: POST}
              polling_requester: {type: HttpRequester, url_base: "https://h/", path: "jobs/{{ creation_response['job']['id'] }}"}
              status_extractor: {type: DpathExtractor, field_path: [status]}
              status_mapping: {running: [busy], completed: [done], failed: [bad], timeout: [late]}
              download_target_extractor: {type: DpathExtractor, field_path: [urls]}
              download_requester: {type: HttpRequester, url_base: "", path: "{{ download_target }}"}
              download_decoder: {type: CsvDecoder}
              record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
            """);
    Rehearsal.Outcome outcome = items(manifest);
    assertThat(url(outcome)).isEqualTo("https://h/jobs");
    assertThat(outcome.records()).isEqualTo(2);
    assertThat(outcome.requests()).isEqualTo(3);
  }

  @Test
  void parentsBringTheFirstPageOfTheirChildren() {
    List<Rehearsal.Outcome> outcomes =
        outcomes(
            """
            check: {stream_names: [items]}
            definitions:
              requester: {type: HttpRequester, url_base: "https://api.example.com"}
              selector: {extractor: {field_path: [data]}}
              orders:
                name: orders
                retriever:
                  requester: {$ref: "#/definitions/requester", path: orders}
                  record_selector: {$ref: "#/definitions/selector"}
                schema_loader:
                  type: InlineSchemaLoader
                  schema: {properties: {id: {type: string}, lines: {type: object}}}
            streams:
              - name: lines
                retriever:
                  requester: {$ref: "#/definitions/requester", path: lines}
                  record_selector: {$ref: "#/definitions/selector"}
                  partition_router:
                    type: SubstreamPartitionRouter
                    parent_stream_configs:
                      - {stream: "#/definitions/orders", parent_key: id, partition_field: order, lazy_read_pointer: [lines]}
              - {$ref: "#/definitions/orders"}
            """);
    assertThat(outcomes).allMatch(outcome -> outcome.error() == null);
    assertThat(outcomes.get(0).records()).isEqualTo(4);
  }

  @Test
  void streamsThatTheSourceTellsAreReadWithTheFieldsThatItTells() {
    List<Rehearsal.Outcome> outcomes =
        outcomes(
            """
            check: {stream_names: [items]}
            definitions:
              retriever: {requester: {url_base: "https://api.example.com", path: "-"}, record_selector: {extractor: {field_path: [data]}}}
            dynamic_streams:
              - type: DynamicDeclarativeStream
                stream_template:
                  name: "-"
                  retriever: {$ref: "#/definitions/retriever"}
                  schema_loader:
                    type: DynamicSchemaLoader
                    retriever: {type: SimpleRetriever, $ref: "#/definitions/retriever"}
                    schema_type_identifier:
                      schema_pointer: [fields]
                      key_pointer: [name]
                      type_pointer: [kind]
                      types_mapping: [{type: TypesMap, current_type: flag, target_type: boolean}]
                components_resolver:
                  type: HttpComponentsResolver
                  retriever:
                    type: SimpleRetriever
                    requester: {url_base: "https://api.example.com", path: tables}
                    record_selector: {extractor: {field_path: [tables]}}
                  components_mapping:
                    - {type: ComponentMappingDefinition, field_path: [name], value: "t{{ components_values.id }}"}
                    - {type: ComponentMappingDefinition, field_path: [retriever, requester, path], value: "t/{{ components_values.id }}"}
                    - {type: ComponentMappingDefinition, field_path: [schema_loader, retriever, requester, path], value: "fields/{{ components_values.id }}"}
            """);
    assertThat(outcomes).hasSize(1).allMatch(outcome -> outcome.error() == null);
    assertThat(outcomes.get(0).records()).isEqualTo(2);
  }

  @Test
  void whatAStreamCantBeReadForIsSaid() {
    String manifest =
        Manifests.requester(
            """
            url_base: https://h/
            path: "{{ config.none.path }}"
            """);
    assertThat(outcomes(manifest).get(0).error())
        .contains("stream items: streams[0].retriever.requester.path: ");
  }

  @Test
  void aManifestThatCantBeUsedIsRefused() {
    assertThatThrownBy(() -> outcomes("streams: []")).isInstanceOf(Problem.class);
  }
}
